const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

class Store {
  constructor() {
    this.client = new S3Client({}); //= client-created-per-invocation
  }

  async tag(Key) {
    return (await this.client.send(new HeadObjectCommand({ Bucket: "b", Key }))).ETag;
  }
}

exports.handler = async (event) => new Store().tag(event.key);
