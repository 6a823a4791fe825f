const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => load(event.key);

async function load(Key) {
  const found = await connect().send(new HeadObjectCommand({ Bucket: "b", Key }));
  return found.ETag;
}

const connect = () => new S3Client({}); //= client-created-per-invocation
