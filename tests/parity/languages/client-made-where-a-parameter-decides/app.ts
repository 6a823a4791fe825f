import { S3Client } from "@aws-sdk/client-s3";

function maySee(isAdmin) {
  if (isAdmin) return true;
  return new S3Client({}).config.region; //= client-created-per-invocation
}

export const handler = async (event) => {
  const item = event.item;
  if (item.status !== "done") throw new Error(item.status);
  item.status = "seen";
  return maySee(event.admin);
};
