import { env } from "node:process";

export const table = env.USERS_TABLE; //= env-var-not-set
