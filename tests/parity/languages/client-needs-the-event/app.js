const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => {
  const s3 = new S3Client({ region: event.region });
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
};
