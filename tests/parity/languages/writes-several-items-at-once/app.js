const { BatchWriteItemCommand, DynamoDBClient } = require("@aws-sdk/client-dynamodb");

const client = new DynamoDBClient({});

exports.handler = async () => {
  const put = { PutRequest: { Item: { id: { S: "a" } } } };
  await client.send(new BatchWriteItemCommand({ RequestItems: { [process.env.ORDERS]: [put] } }));
};
