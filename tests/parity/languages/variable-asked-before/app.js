const handler = async () => {
  if ("USERS_TABLE" in process.env) {
    return process.env.USERS_TABLE;
  }
  return "users";
};

module.exports = { handler };
