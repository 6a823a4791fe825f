const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => {
  let item = event.item;
  if (!item) {
    const client = new S3Client({}); //= client-created-per-invocation
    item = await client.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }));
  }
  return item.ETag;
};
