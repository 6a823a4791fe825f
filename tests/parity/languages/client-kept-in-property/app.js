const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

class Store {
  get client() {
    if (!this.kept) {
      this.kept = new S3Client({});
    }
    return this.kept;
  }
}

const store = new Store();

exports.handler = async (event) =>
  (await store.client.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
