import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

const clients = new Map<string, S3Client>();

function connect(name: string): S3Client {
  let client = clients.get(name);
  if (!client) {
    client = new S3Client({});
    clients.set(name, client);
  }
  return client;
}

export const handler = async (event: { key: string }) =>
  (await connect("s3").send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
