import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

const state: { s3?: S3Client } = {};

export const handler = async (event: { key: string }) => {
  if (!state.s3) {
    state.s3 = new S3Client({});
  }
  return (await state.s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
};
