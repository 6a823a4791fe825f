export const handler = async (): Promise<string | undefined> => {
  return process.env["USERS_TABLE"]; //= env-var-not-set
};
