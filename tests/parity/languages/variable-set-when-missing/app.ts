process.env.USERS_TABLE = process.env.USERS_TABLE || "users";
if (process.env.STAGE === undefined) {
  process.env.STAGE = "dev";
}

const names = [process.env.USERS_TABLE, process.env.STAGE];

export const handler = async () => names;
