const { table } = require("./settings");

exports.handler = async () => table || "none";
