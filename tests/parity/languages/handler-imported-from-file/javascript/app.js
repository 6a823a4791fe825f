exports.handler = require("./orders/read").handler;
