const table = process.env.USERS_TABLE; //= env-var-not-set
if (!table) {
  throw new Error("USERS_TABLE is missing");
}

const handler = async () => table;

module.exports = { handler };
