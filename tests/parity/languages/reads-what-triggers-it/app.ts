import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

const orders = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async () =>
  orders.send(new GetCommand({ TableName: process.env.ORDERS, Key: { id: "latest" } }));
