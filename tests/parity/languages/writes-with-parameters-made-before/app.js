const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");

const dynamodb = new DynamoDBClient({});

exports.handler = async () => {
  const order = { TableName: process.env.ORDERS, Item: { id: { S: "latest" } } };
  const command = new PutItemCommand(order);
  await dynamodb.send(command);
};
