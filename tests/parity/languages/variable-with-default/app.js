const table = process.env.USERS_TABLE ?? "users";
const { STAGE = "dev" } = process.env;
const limit = Number(process.env.LIMIT) || 10;

const handler = async () => [table, STAGE, limit];

module.exports = { handler };
