import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

export async function handler(event: { key: string }) {
  return load(event.key);
}

async function load(Key: string): Promise<string | undefined> {
  const found = await connect().send(new HeadObjectCommand({ Bucket: "b", Key }));
  return found.ETag;
}

function connect(): S3Client {
  return new S3Client({}); //= client-created-per-invocation
}
