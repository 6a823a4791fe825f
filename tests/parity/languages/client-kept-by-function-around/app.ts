import { S3Client } from "@aws-sdk/client-s3";

const get = (() => {
  let client;
  return () => {
    if (!client) client = new S3Client({});
    return client;
  };
})();

export const handler = async () => get().config.region;
