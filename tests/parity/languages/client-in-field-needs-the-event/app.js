const { ListBucketsCommand, S3Client } = require("@aws-sdk/client-s3");

class Store {
  constructor(region) {
    this.client = new S3Client({ region });
  }
}

exports.handler = async (event) => new Store(event.region).client.send(new ListBucketsCommand({}));
