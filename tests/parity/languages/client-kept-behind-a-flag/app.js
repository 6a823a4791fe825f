const { S3Client } = require("@aws-sdk/client-s3");

let s3;
let isFirst = true;

function prepare() {
  s3 = new S3Client({});
  isFirst = false;
}

exports.handler = async () => {
  if (isFirst) prepare();
  return s3.config.region;
};
