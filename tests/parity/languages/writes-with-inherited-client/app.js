const { PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");

class Base {
  constructor() {
    this.client = new S3Client({});
  }
}

class Store extends Base {
  async save(Body) {
    await this.client.send(new PutObjectCommand({ Bucket: process.env.IMAGES, Key: "latest", Body }));
  }
}

const store = new Store();

exports.handler = async () => store.save("x");
