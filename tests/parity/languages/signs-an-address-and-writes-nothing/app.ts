import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const s3 = new S3Client({});

export const handler = async (): Promise<string> =>
  getSignedUrl(s3, new PutObjectCommand({ Bucket: process.env.IMAGES!, Key: "latest" }));
