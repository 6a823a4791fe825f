const middy = require("@middy/core");
const { ListBucketsCommand, S3Client } = require("@aws-sdk/client-s3");

const list = async () => new S3Client({}).send(new ListBucketsCommand({})); //= client-created-per-invocation

exports.handler = middy(list);
