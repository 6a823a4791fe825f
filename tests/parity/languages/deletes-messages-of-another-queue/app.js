const { DeleteMessageCommand, SQSClient } = require("@aws-sdk/client-sqs");

const sqs = new SQSClient({});

exports.handler = async (event) => {
  const ReceiptHandle = event.Records[0].body;
  await sqs.send(new DeleteMessageCommand({ QueueUrl: process.env.OTHER, ReceiptHandle }));
};
