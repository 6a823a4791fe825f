import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

export const handler = async (event: { id: string }) => {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient({})); //= client-created-per-invocation
  return table.send(new GetCommand({ TableName: "orders", Key: { id: event.id } }));
};
