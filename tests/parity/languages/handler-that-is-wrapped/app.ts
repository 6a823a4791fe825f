import middy from "@middy/core";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

const list = async () => new S3Client({}).send(new ListBucketsCommand({})); //= client-created-per-invocation

export const handler = middy(list);
