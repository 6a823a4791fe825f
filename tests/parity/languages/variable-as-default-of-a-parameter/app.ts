const table = (name = process.env.TABLE_X) => name.trim(); //= env-var-not-set
const other = (name = process.env.OTHER_X) => name;

export const handler = async () => table() + other("b");
