const { PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");

class Store {
  constructor() {
    this.client = new S3Client({});
  }

  async save(Body) {
    await this.client.send(new PutObjectCommand({ Bucket: process.env.IMAGES, Key: "latest", Body }));
  }
}

module.exports = { Store };
