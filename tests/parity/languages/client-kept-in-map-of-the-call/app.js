const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => {
  const clients = new Map();
  if (!clients.has("s3")) {
    clients.set("s3", new S3Client({})); //= client-created-per-invocation
  }
  return (await clients.get("s3").send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
};
