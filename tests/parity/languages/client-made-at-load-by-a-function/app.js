const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

function connect() {
  return new S3Client({});
}

const s3 = connect();

exports.handler = async (event) => (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
