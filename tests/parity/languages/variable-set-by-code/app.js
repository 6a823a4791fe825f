process.env.USERS_TABLE = "users";

const handler = async () => process.env.USERS_TABLE;

module.exports = { handler };
