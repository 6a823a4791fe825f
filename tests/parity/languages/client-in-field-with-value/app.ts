import { S3Client } from "@aws-sdk/client-s3";

class Store {
  client = new S3Client({}); //= client-created-per-invocation
}

export const handler = async () => new Store().client.config.region;
