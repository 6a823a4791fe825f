const { S3Client } = require("@aws-sdk/client-s3");

class Store {
  constructor(client = new S3Client({})) { //= client-created-per-invocation
    this.client = client;
  }
}

const list = (client = new S3Client({})) => client.config.region; //= client-created-per-invocation

exports.handler = async () => [new Store().client, list()];
