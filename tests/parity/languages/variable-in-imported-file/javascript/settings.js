const { env } = require("process");

const table = env.USERS_TABLE; //= env-var-not-set

module.exports = { table };
