const { GetQueueUrlCommand, SendMessageCommand, SQSClient } = require("@aws-sdk/client-sqs");

const sqs = new SQSClient({});

exports.handler = async () => {
  const found = await sqs.send(new GetQueueUrlCommand({ QueueName: process.env.JOBS }));
  await sqs.send(new SendMessageCommand({ QueueUrl: found.QueueUrl, MessageBody: "again" }));
};
