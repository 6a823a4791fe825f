const { DeleteObjectCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => event.key;

async function clean() {
  await new S3Client({}).send(new DeleteObjectCommand({ Bucket: "b", Key: "k" }));
}
