const { S3Client } = require("@aws-sdk/client-s3");

let first;
let second;

function get() {
  if (!first) {
    first = (async () => {
      const client = new S3Client({});
      await client.config.region();
      return client;
    })();
  }
  return first;
}

const other = () => {
  second = second || Promise.resolve().then(() => new S3Client({}));
  return second;
};

exports.handler = async () => [await get(), await other()];
