import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

class Store {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.client = client;
    this.bucket = bucket;
  }

  async save(Body: string): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key: "latest", Body }));
  }
}

const store = new Store(new S3Client({}), process.env.IMAGES!);

export const handler = async () => store.save("x");
