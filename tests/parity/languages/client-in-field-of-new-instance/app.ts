import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

class Store {
  private readonly client: S3Client;

  constructor() {
    this.client = new S3Client({}); //= client-created-per-invocation
  }

  async tag(Key: string): Promise<string | undefined> {
    return (await this.client.send(new HeadObjectCommand({ Bucket: "b", Key }))).ETag;
  }
}

export const handler = async (event: { key: string }) => new Store().tag(event.key);
