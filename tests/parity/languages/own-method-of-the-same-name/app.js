class Store {
  putItem({ TableName, Item }) {
    return [TableName, Item];
  }
}

const store = new Store();

exports.handler = async () => store.putItem({ TableName: process.env.ORDERS, Item: { id: "latest" } });
