const { DynamoDB } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocument } = require("@aws-sdk/lib-dynamodb");

exports.handler = async (event) => {
  const table = DynamoDBDocument.from(new DynamoDB({})); //= client-created-per-invocation
  return table.get({ TableName: "orders", Key: { id: event.id } });
};
