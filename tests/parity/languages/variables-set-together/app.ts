process.env = { ...process.env, USERS_TABLE: "users", LIMIT: "3", STAGE: "test" };

export const handler = async () => {
  const other = process.env.ORDERS_TABLE; //= env-var-not-set
  return [process.env.USERS_TABLE, process.env.LIMIT, process.env.STAGE, other];
};
