function key() {
  if (process.env.FIRST_X) return process.env.FIRST_X;
  if (process.env.SECOND_X) return process.env.SECOND_X;
  throw new Error("no key");
}

export const handler = async () => key();
