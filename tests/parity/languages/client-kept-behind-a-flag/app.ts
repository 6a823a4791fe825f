import { S3Client } from "@aws-sdk/client-s3";

let s3;
let isFirst = true;

function prepare() {
  s3 = new S3Client({});
  isFirst = false;
}

export const handler = async () => {
  if (isFirst) prepare();
  return s3.config.region;
};
