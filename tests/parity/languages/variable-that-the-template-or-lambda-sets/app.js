const bucket = process.env.BUCKET;
const region = process.env.AWS_REGION;

const handler = async () => [bucket, region, process.env.AWS_LAMBDA_FUNCTION_NAME];

module.exports = { handler };
