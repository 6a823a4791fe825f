const value = process.env.TABLES;
const tables = value ? value.split(",") : [];

exports.handler = async () => tables;
