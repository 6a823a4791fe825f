const { GetItemCommand, DynamoDBClient } = require("@aws-sdk/client-dynamodb");

let users;

function connect() {
  if (!users) {
    const client = new DynamoDBClient({});
    users = { get: (id) => client.send(new GetItemCommand({ TableName: "users", Key: { id: { S: id } } })) };
  }
  return users;
}

exports.handler = async (event) => (await connect().get(event.id)).Item;
