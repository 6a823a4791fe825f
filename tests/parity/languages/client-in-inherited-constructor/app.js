const { S3Client } = require("@aws-sdk/client-s3");

class Base {
  constructor() {
    this.client = new S3Client({}); //= client-created-per-invocation
  }
}

class Store extends Base {
  name = "store";
}

exports.handler = async () => new Store().client.config.region;
