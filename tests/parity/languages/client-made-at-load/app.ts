import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

const s3: S3Client = new S3Client({});

export const handler = async (event: { key: string }) =>
  (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
