const { S3Client } = require("@aws-sdk/client-s3");

const maker = () => {
  let client;
  return () => {
    if (!client) client = new S3Client({}); //= client-created-per-invocation
    return client;
  };
};

exports.handler = async () => maker()().config.region;
