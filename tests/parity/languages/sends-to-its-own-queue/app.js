const { SendMessageCommand, SQSClient } = require("@aws-sdk/client-sqs");

const sqs = new SQSClient({});

exports.handler = async () => {
  const input = { QueueUrl: process.env.JOBS, MessageBody: "again" };
  await sqs.send(new SendMessageCommand(input));
};
