const { GetObjectCommand, PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");

const s3 = new S3Client({});

exports.handler = async (event) => {
  const Key = event.Records[0].s3.object.key; //= s3-key-not-decoded
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env.IMAGES, Key }));
  await s3.send(new PutObjectCommand({ Bucket: process.env.SMALL, Key, Body }));
};
