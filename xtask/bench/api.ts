import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from "aws-lambda";

import { answer, type Answer } from "./answer";

interface Item {
  id: string;
  title?: string;
  tags: string[];
}

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE_NAME;

const list = async (limit: number): Promise<Item[]> => {
  const { Items = [] } = await documents.send(new ScanCommand({ TableName, Limit: limit }));
  return Items.map((item) => ({ tags: [], ...item }) as Item);
};

async function one(id: string): Promise<Item | undefined> {
  const { Item: found } = await documents.send(new GetCommand({ TableName, Key: { id } }));
  return found as Item | undefined;
}

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const id = event.pathParameters?.id;
  try {
    if (id === undefined) {
      const limit = Number(event.queryStringParameters?.limit ?? "50");
      return answer(200, { items: await list(Math.min(limit, 100)) });
    }
    const item = await one(id);
    return item ? answer(200, item) : answer(404, { message: `no item ${id}` });
  } catch (error) {
    console.error("failed", { id, error });
    return answer(500, { message: "internal error" } satisfies Answer);
  }
};
