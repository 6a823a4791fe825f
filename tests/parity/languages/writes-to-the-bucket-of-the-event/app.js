const { PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");

const s3 = new S3Client({});

exports.handler = async (event) => {
  for (const record of event.Records) {
    const Bucket = record.s3.bucket.name;
    await s3.send(new PutObjectCommand({ Bucket, Key: "latest", Body: "" }));
  }
};
