import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

const main = async () => new S3Client({}).send(new ListBucketsCommand({})); //= client-created-per-invocation

export { main as handler };
