const { PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");

const s3 = new S3Client({});

exports.handler = async () =>
  getSignedUrl(s3, new PutObjectCommand({ Bucket: process.env.IMAGES, Key: "latest" }));
