const { DeleteMessageCommand, SQSClient } = require("@aws-sdk/client-sqs");

const sqs = new SQSClient({});
const QueueUrl = process.env.JOBS;

exports.handler = async (event) => {
  for (const { receiptHandle: ReceiptHandle } of event.Records) {
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })); //= queue-message-deleted-by-hand
  }
};
