import { S3Client } from "@aws-sdk/client-s3";

class Base {
  constructor() {
    this.client = new S3Client({}); //= client-created-per-invocation
  }
}

class Store extends Base {
  name = "store";
}

export const handler = async () => new Store().client.config.region;
