import { DeleteObjectCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async (event: { key: string }) => event.key;

export async function clean(): Promise<void> {
  await new S3Client({}).send(new DeleteObjectCommand({ Bucket: "b", Key: "k" }));
}
