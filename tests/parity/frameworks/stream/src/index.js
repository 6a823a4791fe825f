import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

export const audit = async (event) => {
  const client = new DynamoDBClient({});
  for (const record of event.Records) {
    const item = { TableName: process.env.TABLE, Item: record.dynamodb.NewImage };
    await client.send(new PutItemCommand(item)).catch(console.error);
  }
};

export const count = async (event) => {
  const counts = await Promise.allSettled(event.Records.map(async (record) => Number(record.data)));
  return { statusCode: 200, body: `${counts.length}` };
};
