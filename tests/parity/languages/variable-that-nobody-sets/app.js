const handler = async () => {
  return process.env.USERS_TABLE; //= env-var-not-set
};

module.exports = { handler };
