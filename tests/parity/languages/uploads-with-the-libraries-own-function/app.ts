import { S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";

const s3 = new S3Client({});

export const handler = async (): Promise<void> => {
  const upload = new Upload({ client: s3, params: { Bucket: process.env.IMAGES!, Key: "latest", Body: "" } });
  await upload.done();
};
