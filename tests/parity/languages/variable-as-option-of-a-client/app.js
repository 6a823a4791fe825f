const { S3Client } = require("@aws-sdk/client-s3");

const config = { aws: { region: process.env.REGION_X } };
const options = { endpoint: process.env.URL_X };
const s3 = new S3Client({ region: config.aws.region, profile: process.env.PROFILE_X });
const other = new S3Client(options);

exports.handler = async () => [s3, other];
