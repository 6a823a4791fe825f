const { DeleteObjectCommand, S3Client } = require("@aws-sdk/client-s3");

const s3 = new S3Client({});

exports.handler = async () => s3.send(new DeleteObjectCommand({ Bucket: process.env.IMAGES, Key: "latest" }));
