const { S3Client } = require("@aws-sdk/client-s3");

exports.handler = async (event) => {
  let name = clean(event);
  name = clean(name);
  if (!clean(name)) {
    return new S3Client({}).config.region; //= client-created-per-invocation
  }
  return name;
};

function clean(name) {
  return name;
}
