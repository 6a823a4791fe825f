import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

class Store {
  private kept?: S3Client;

  get client(): S3Client {
    this.kept ??= new S3Client({});
    return this.kept;
  }
}

const store = new Store();

export const handler = async (event: { key: string }) =>
  (await store.client.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
