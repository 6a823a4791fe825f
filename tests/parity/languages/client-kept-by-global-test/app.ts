import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

let s3: S3Client | undefined;

export const handler = async (event: { key: string }) => {
  if (s3 === undefined) {
    s3 = new S3Client({});
  }
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
};
