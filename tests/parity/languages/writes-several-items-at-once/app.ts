import { DynamoDBClient, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({});

export const handler = async () => {
  const put = { TableName: process.env.ORDERS, Item: { id: { S: "a" } } };
  await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }] }));
};
