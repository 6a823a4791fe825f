import { S3Client } from "@aws-sdk/client-s3";
import { Singleton } from "./once";

@Singleton()
class Store {
  client: S3Client;
  constructor() {
    this.client = new S3Client({});
  }
}

export const handler = async () => new Store().client.config.region;
