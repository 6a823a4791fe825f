const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, PutCommand } = require("@aws-sdk/lib-dynamodb");

const orders = DynamoDBDocumentClient.from(new DynamoDBClient({}));

exports.handler = async () => {
  await orders.send(new PutCommand({ TableName: process.env.ORDERS, Item: { id: "latest" } }));
};
