export const table = process.env.TABLE_X;
