import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";

type Users = { get: (id: string) => Promise<{ Item?: unknown }> };

let users: Users | undefined;

function connect(): Users {
  if (users) return users;
  const client = new DynamoDBClient({});
  users = { get: (id) => client.send(new GetItemCommand({ TableName: "users", Key: { id: { S: id } } })) };
  return users;
}

export const handler = async (event: { id: string }) => (await connect().get(event.id)).Item;
