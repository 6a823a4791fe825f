import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async (event: { key: string }): Promise<string | undefined> => {
  const s3 = new S3Client({}); //= client-created-per-invocation
  const found = await s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: event.key }));
  return found.ETag;
};
