import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

export async function load(Key: string) {
  const s3: S3Client = new S3Client({}); //= client-created-per-invocation
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key }))).ETag;
}
