const { DeleteMessageCommand, SQSClient } = require("@aws-sdk/client-sqs");

const sqs = new SQSClient({});

exports.handler = async (event) => Promise.all(event.Records.map((record) => finish(record.receiptHandle)));

async function finish(ReceiptHandle) {
  await sqs.send(new DeleteMessageCommand({ QueueUrl: process.env.JOBS, ReceiptHandle })); //= queue-message-deleted-by-hand
}
