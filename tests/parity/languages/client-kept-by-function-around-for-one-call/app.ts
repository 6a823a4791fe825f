import { S3Client } from "@aws-sdk/client-s3";

const maker = () => {
  let client;
  return () => {
    if (!client) client = new S3Client({}); //= client-created-per-invocation
    return client;
  };
};

export const handler = async () => maker()().config.region;
