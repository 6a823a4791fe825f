import { S3Client } from "@aws-sdk/client-s3";

let verbose;

export const handler = async (event) => {
  if (event.verbose) verbose = true;
  if (verbose) {
    return new S3Client({}).config.region; //= client-created-per-invocation
  }
  return null;
};
