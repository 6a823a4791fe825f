const verbose = process.env.VERBOSE === "true";

const handler = async () => (verbose ? "much" : "little");

module.exports = { handler };
