import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async ({ regions }: { regions: string[] }) =>
  Promise.all(regions.map((region) => new S3Client({ region }).send(new ListBucketsCommand({}))));
