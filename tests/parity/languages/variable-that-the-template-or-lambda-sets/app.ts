const bucket = process.env.BUCKET!;
const region = process.env.AWS_REGION as string;

export const handler = async () => [bucket, region, process.env.AWS_LAMBDA_FUNCTION_NAME];
