const environment = process.env;
const table = environment.USERS_TABLE; //= env-var-not-set

exports.handler = async () => table;
