const table = process.env.USERS_TABLE; //= env-var-not-set
if (table === undefined) throw new Error("USERS_TABLE is missing");

export const handler = async (): Promise<string> => table;
