const { ListBucketsCommand, S3Client } = require("@aws-sdk/client-s3");

async function main() {
  return new S3Client({}).send(new ListBucketsCommand({})); //= client-created-per-invocation
}

exports.handler = main;
