import { S3Client } from "@aws-sdk/client-s3";

class Store {
  static client = new S3Client({});
}

class Kept {
  client = new S3Client({});
}

const kept = new Kept();

export const handler = async () => [Store.client.config.region, kept.client];
