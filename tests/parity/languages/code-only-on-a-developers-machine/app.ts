import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async (event: { key: string }) => event.key;

async function printTag(Key: string): Promise<void> {
  const s3 = new S3Client({});
  console.log(await s3.send(new HeadObjectCommand({ Bucket: process.env.LOCAL_BUCKET, Key })));
}

if (require.main === module) {
  void printTag("k");
}
