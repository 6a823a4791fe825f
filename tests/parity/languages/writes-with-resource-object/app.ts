import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";

const orders = DynamoDBDocument.from(new DynamoDB({}));

export const handler = async (): Promise<void> => {
  await orders.put({ TableName: process.env.ORDERS, Item: { id: "latest" } });
};
