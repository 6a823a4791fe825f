import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

class Store {
  readonly client: S3Client;

  constructor(region: string) {
    this.client = new S3Client({ region });
  }
}

export const handler = async (event: { region: string }) =>
  new Store(event.region).client.send(new ListBucketsCommand({}));
