import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { PutItemCommandInput } from "@aws-sdk/client-dynamodb";

const dynamodb = new DynamoDBClient({});

export const handler = async (): Promise<void> => {
  const order: PutItemCommandInput = { TableName: process.env.ORDERS!, Item: { id: { S: "latest" } } };
  await dynamodb.send(new PutItemCommand(order));
};
