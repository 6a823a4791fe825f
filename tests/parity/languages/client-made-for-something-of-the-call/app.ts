import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async (event: { key: string; item?: { ETag?: string } }) => {
  if (event.item) return event.item.ETag;
  const client = new S3Client({}); //= client-created-per-invocation
  const item = await client.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }));
  return item.ETag;
};
