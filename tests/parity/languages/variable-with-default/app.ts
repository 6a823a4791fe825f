const table: string = process.env.USERS_TABLE ?? "users";
const stage = process.env.STAGE || "dev";
const limit = Number(process.env.LIMIT || "10");

export const handler = async () => [table, stage, limit];
