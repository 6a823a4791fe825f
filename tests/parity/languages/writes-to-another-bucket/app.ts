import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Event } from "aws-lambda";

const s3 = new S3Client({});

export const handler = async ({ Records: [record] }: S3Event): Promise<void> => {
  const Key = record.s3.object.key; //= s3-key-not-decoded
  const found = await s3.send(new GetObjectCommand({ Bucket: process.env.IMAGES, Key }));
  await s3.send(new PutObjectCommand({ Bucket: process.env.SMALL, Key, Body: found.Body }));
};
