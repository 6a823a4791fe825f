import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export function connect(): DynamoDBClient {
  return new DynamoDBClient({ maxAttempts: 3 });
}
