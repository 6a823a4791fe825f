const verbose: boolean = process.env.VERBOSE === "true";

export const handler = async () => (verbose ? "much" : "little");
