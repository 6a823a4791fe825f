const NAME = "USERS_TABLE";

const handler = async () => process.env[NAME]; //= env-var-not-set

module.exports = { handler };
