import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Event } from "aws-lambda";

const s3 = new S3Client({});

export const handler = async (event: S3Event): Promise<void> => {
  for (const record of event.Records) {
    const Key = "small/" + record.s3.object.key;
    await s3.send(new PutObjectCommand({ Bucket: process.env.IMAGES!, Key, Body: "" }));
  }
};
