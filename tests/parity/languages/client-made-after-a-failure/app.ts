import { S3Client } from "@aws-sdk/client-s3";

export const handler = async (event) => {
  try {
    return event.Records[0];
  } catch (error) {
    new S3Client({}).config.region();
    throw error;
  }
};
