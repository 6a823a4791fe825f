import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

export const audit = async (event) => {
  const client = new DynamoDBClient({});
  for (const record of event.Records) {
    await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: record.dynamodb.NewImage }));
  }
};

export const count = async (event) => {
  return { statusCode: 200, body: `${event.Records.length}` };
};
