import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

export class Store {
  private readonly client = new S3Client({});

  async save(Body: string): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: process.env.IMAGES, Key: "latest", Body }));
  }
}
