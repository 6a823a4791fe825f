const { DynamoDBClient, GetItemCommand } = require("@aws-sdk/client-dynamodb");

const orders = new DynamoDBClient({});

exports.handler = async () =>
  orders.send(new GetItemCommand({ TableName: process.env.ORDERS, Key: { id: { S: "latest" } } }));
