import "dotenv/config";

export const handler = async () => process.env.USERS_TABLE;
