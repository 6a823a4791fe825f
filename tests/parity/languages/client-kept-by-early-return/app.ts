import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

let kept: S3Client | null = null;

function connect(): S3Client {
  if (kept !== null) {
    return kept;
  }
  kept = new S3Client({});
  return kept;
}

export const handler = async (event: { key: string }) =>
  (await connect().send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
