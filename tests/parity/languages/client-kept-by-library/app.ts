import memoize from "memoizee";
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

const make = (): S3Client => new S3Client({});
const connect = memoize(make);

export const handler = async (event: { key: string }) =>
  (await connect().send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
