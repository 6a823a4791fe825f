import { HeadObjectCommand, HeadObjectCommandInput, S3Client } from "@aws-sdk/client-s3";

export const handler = async (event: { Records: HeadObjectCommandInput[] }) =>
  Promise.all(event.Records.map((record) => new S3Client({}).send(new HeadObjectCommand(record)))); //= client-created-per-invocation
