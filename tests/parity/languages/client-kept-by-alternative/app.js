const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

let s3;

exports.handler = async (event) => {
  s3 = s3 || new S3Client({});
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
};
