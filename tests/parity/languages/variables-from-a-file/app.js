require("dotenv").config();

exports.handler = async () => process.env.USERS_TABLE;
