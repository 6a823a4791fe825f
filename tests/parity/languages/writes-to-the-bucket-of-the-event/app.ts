import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Event } from "aws-lambda";

const s3 = new S3Client({});

export const handler = async (event: S3Event): Promise<void> => {
  const Bucket = event.Records[0].s3.bucket.name;
  await s3.send(new PutObjectCommand({ Bucket, Key: "latest", Body: "" }));
};
