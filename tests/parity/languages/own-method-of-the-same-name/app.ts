class Store {
  putItem(order: { TableName?: string; Item: object }): unknown {
    return order;
  }
}

const store = new Store();

export const handler = async () => store.putItem({ TableName: process.env.ORDERS, Item: { id: "latest" } });
