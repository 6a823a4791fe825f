process.env.USERS_TABLE = "users";

export const handler = async () => process.env.USERS_TABLE;
