const { load } = require("./store");

exports.handler = async (event) => load(event.key);
