const { S3Client } = require("@aws-sdk/client-s3");

class Store {
  get client() {
    return new S3Client({}); //= client-created-per-invocation
  }
}

const store = new Store();

exports.handler = async () => store.client.config.region;
