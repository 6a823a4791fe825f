import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

const clients = { images: new S3Client({}) } as const;

export const handler = async () =>
  clients.images.send(new PutObjectCommand({ Bucket: process.env.IMAGES!, Key: "latest", Body: "" }));
