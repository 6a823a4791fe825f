process.env.USERS_TABLE ??= "users";
if (!process.env.STAGE) {
  process.env.STAGE = "dev";
}

const names = [process.env.USERS_TABLE, process.env.STAGE];

exports.handler = async () => names;
