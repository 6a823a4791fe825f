import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { s3 } from "./clients";

export const handler = async (event: { key: string }) =>
  (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
