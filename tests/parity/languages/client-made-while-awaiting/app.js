const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => {
  const [first] = await Promise.all([tag(event.key)]);
  return first;
};

async function tag(Key) {
  const s3 = new S3Client({}); //= client-created-per-invocation
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key }))).ETag;
}
