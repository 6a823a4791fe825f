export const handler = async (): Promise<string> => {
  if (process.env.USERS_TABLE !== undefined) {
    return process.env.USERS_TABLE;
  }
  return "users";
};
