const environment: NodeJS.ProcessEnv = process.env;
const { USERS_TABLE } = environment; //= env-var-not-set

export const handler = async () => USERS_TABLE;
