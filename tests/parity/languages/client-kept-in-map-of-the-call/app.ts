import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async (event: { key: string }) => {
  const clients = new Map<string, S3Client>();
  let client = clients.get("s3");
  if (!client) {
    client = new S3Client({}); //= client-created-per-invocation
    clients.set("s3", client);
  }
  return (await client.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
};
