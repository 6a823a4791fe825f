const sdk = require("@aws-sdk/client-s3");

exports.handler = async () => {
  const s3 = new sdk.S3Client({}); //= client-created-per-invocation
  return s3.send(new sdk.ListBucketsCommand({}));
};
