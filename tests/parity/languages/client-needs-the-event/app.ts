import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async ({ region, key }: { region: string; key: string }) => {
  const s3 = new S3Client({ region });
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: key }))).ETag;
};
