import { S3Client } from "@aws-sdk/client-s3";

export const handler = async (event: unknown) => {
  let name = clean(event);
  name = clean(name);
  if (!clean(name)) {
    return new S3Client({}).config.region; //= client-created-per-invocation
  }
  return name;
};

function clean(name: unknown) {
  return name;
}
