const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

exports.load = async (Key) => {
  const s3 = new S3Client({}); //= client-created-per-invocation
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key }))).ETag;
};
