const { ListBucketsCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async () => new S3Client({}).send(new ListBucketsCommand({})); //= client-created-per-invocation
