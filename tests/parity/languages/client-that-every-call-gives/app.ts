import { S3Client } from "@aws-sdk/client-s3";

function buckets(client = new S3Client({})) {
  return client.config.region;
}

const s3 = new S3Client({});

export const handler = async () => buckets(s3);
