import { readFileSync } from "node:fs";

process.env = { ...process.env, ...JSON.parse(readFileSync("settings.json", "utf8")) };

export const handler = async () => process.env.USERS_TABLE;
