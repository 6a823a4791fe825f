const value = process.env.TABLES;
const tables: string[] = value?.split(",") ?? [];

export const handler = async () => tables;
