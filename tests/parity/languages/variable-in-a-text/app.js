const queue = "https://example.com/" + process.env.USERS_TABLE; //= env-var-not-set

exports.handler = async () => queue;
