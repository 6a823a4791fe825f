const settings = require("./settings");

exports.handler = async () => settings.table;
