exports.handler = async () => {
  let arn;
  try {
    arn = process.env.ARN_X; //= env-var-not-set
    return arn.toLowerCase();
  } catch (error) {
    console.error(error);
    return { statusCode: 500 };
  }
};
