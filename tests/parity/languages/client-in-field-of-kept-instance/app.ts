import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

class Store {
  private readonly client = new S3Client({});

  async tag(Key: string): Promise<string | undefined> {
    return (await this.client.send(new HeadObjectCommand({ Bucket: "b", Key }))).ETag;
  }
}

const store = new Store();

export const handler = async (event: { key: string }) => store.tag(event.key);
