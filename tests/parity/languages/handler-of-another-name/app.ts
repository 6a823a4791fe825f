export const main = async (event: { key: string }): Promise<string> => event.key;
