const { S3Client } = require("@aws-sdk/client-s3");

class Store {
  static client = new S3Client({});
}

class Kept {
  client = new S3Client({});
}

const kept = new Kept();

exports.handler = async () => [Store.client.config.region, kept.client];
