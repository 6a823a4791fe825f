import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

export async function handler(event: { key: string }): Promise<string | undefined> {
  return await main(event);
}

const main = async (event: { key: string }) => await tag(event.key);

const tag = async (Key: string) => {
  const s3 = new S3Client({}); //= client-created-per-invocation
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key }))).ETag;
};
