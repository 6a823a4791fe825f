const { S3Client } = require("@aws-sdk/client-s3");

class Store {
  client = new S3Client({}); //= client-created-per-invocation
}

exports.handler = async () => new Store().client.config.region;
