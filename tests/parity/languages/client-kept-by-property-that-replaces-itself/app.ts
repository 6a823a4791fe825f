import { S3Client } from "@aws-sdk/client-s3";

const store = {
  get client() {
    const made = new S3Client({});
    Object.defineProperty(this, "client", { value: made });
    return made;
  },
};

export const handler = async () => store.client.config.region;
