import { S3 } from "@aws-sdk/client-s3";

const s3 = new S3({});

export const handler = async () => s3.deleteObject({ Bucket: process.env.IMAGES!, Key: "latest" });
