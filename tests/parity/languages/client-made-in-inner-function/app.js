const { ListBucketsCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async () => {
  function connect() {
    return new S3Client({}); //= client-created-per-invocation
  }
  return connect().send(new ListBucketsCommand({}));
};
