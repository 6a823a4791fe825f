const { Store } = require("./store");

const store = new Store();

exports.handler = async () => store.save("x");
