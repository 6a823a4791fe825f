import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

abstract class Base {
  protected readonly client = new S3Client({});
}

class Store extends Base {
  async save(Body: string): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: process.env.IMAGES, Key: "latest", Body }));
  }
}

const store = new Store();

export const handler = async () => store.save("x");
