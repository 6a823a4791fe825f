const NAME = "USERS_TABLE" as const;

export const handler = async () => process.env[NAME]; //= env-var-not-set
