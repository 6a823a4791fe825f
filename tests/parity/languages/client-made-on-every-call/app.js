const { GetObjectCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => {
  const s3 = new S3Client({}); //= client-created-per-invocation
  const found = await s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: event.key }));
  return found.ETag;
};
