import { S3Client } from "@aws-sdk/client-s3";

class Store {
  constructor(readonly client: S3Client = new S3Client({})) {} //= client-created-per-invocation
}

const list = (client = new S3Client({})) => client.config.region; //= client-created-per-invocation

export const handler = async () => [new Store().client, list()];
