import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  const connect = (): S3Client => new S3Client({}); //= client-created-per-invocation
  return connect().send(new ListBucketsCommand({}));
};
