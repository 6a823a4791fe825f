const { PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");

const s3 = new S3Client({});

exports.handler = async (event) => {
  for (const record of event.Records) {
    const Key = `small/${record.s3.object.key}`;
    await s3.send(new PutObjectCommand({ Bucket: process.env.IMAGES, Key, Body: "" }));
  }
};
