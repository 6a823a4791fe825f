exports.main = async (event) => event.key;
