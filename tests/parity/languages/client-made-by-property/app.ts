import { S3Client } from "@aws-sdk/client-s3";

class Store {
  get client() {
    return new S3Client({}); //= client-created-per-invocation
  }
}

const store = new Store();

export const handler = async () => store.client.config.region;
