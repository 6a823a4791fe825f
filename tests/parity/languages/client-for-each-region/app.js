const { ListBucketsCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => {
  for (const region of event.regions) {
    await new S3Client({ region }).send(new ListBucketsCommand({}));
  }
};
