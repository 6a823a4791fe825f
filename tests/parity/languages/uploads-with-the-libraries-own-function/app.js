const { S3Client } = require("@aws-sdk/client-s3");
const { Upload } = require("@aws-sdk/lib-storage");

const client = new S3Client({});

exports.handler = async () => {
  const params = { Bucket: process.env.IMAGES, Key: "latest", Body: "" };
  await new Upload({ client, params }).done();
};
