import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from "aws-lambda";

import { connect } from "./table";

export const getUser = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const id = event.pathParameters?.id;
  const found = await connect().send(
    new GetItemCommand({ TableName: process.env.USERS_TABLE, Key: marshall({ id }) }),
  );
  if (!found.Item) {
    return { statusCode: 404, body: JSON.stringify({ message: "no such user" }) };
  }
  return { statusCode: 200, body: JSON.stringify(unmarshall(found.Item)) };
};

export const putUser = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const user = { ...JSON.parse(event.body ?? "{}"), id: event.pathParameters?.id };
  await connect().send(new PutItemCommand({ TableName: process.env.USERS_TABLE, Item: marshall(user) }));
  return { statusCode: 200, body: JSON.stringify(user) };
};
