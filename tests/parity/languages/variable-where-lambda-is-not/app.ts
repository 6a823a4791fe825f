if (!process.env.AWS_LAMBDA_FUNCTION_NAME) {
  serve(process.env.FIRST_X);
}
const url = process.env.NODE_ENV === "development" ? process.env.SECOND_X : undefined;
if (process.env.STAGE === "local") serve(process.env.THIRD_X);

function serve(port) {
  return port;
}

export const handler = async () => url;
