const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

const s3 = new S3Client({});

exports.handler = async (event) => (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
