const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) =>
  Promise.all(event.Records.map((record) => new S3Client({}).send(new HeadObjectCommand(record)))); //= client-created-per-invocation
