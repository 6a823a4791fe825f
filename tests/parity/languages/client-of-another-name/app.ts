import { ListBucketsCommand, S3Client as Storage } from "@aws-sdk/client-s3";

export const handler = async () => {
  const s3 = new Storage({}); //= client-created-per-invocation
  return s3.send(new ListBucketsCommand({}));
};
