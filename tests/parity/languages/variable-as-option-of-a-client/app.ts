import { S3Client } from "@aws-sdk/client-s3";

const config = { aws: { region: process.env.REGION_X } };
const options = { endpoint: process.env.URL_X };
const s3 = new S3Client({ region: config.aws.region, profile: process.env.PROFILE_X });
const other = new S3Client(options);

export const handler = async () => [s3, other];
