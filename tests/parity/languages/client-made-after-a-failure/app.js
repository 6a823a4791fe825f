const { S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => {
  try {
    return event.Records[0];
  } catch (error) {
    new S3Client({}).config.region();
    throw error;
  }
};
