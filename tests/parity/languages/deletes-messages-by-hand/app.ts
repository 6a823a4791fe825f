import { DeleteMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";

const sqs = new SQSClient({});

export const handler = async (event: SQSEvent): Promise<void> => {
  for (const record of event.Records) {
    const input = { QueueUrl: process.env.JOBS!, ReceiptHandle: record.receiptHandle };
    await sqs.send(new DeleteMessageCommand(input)); //= queue-message-deleted-by-hand
  }
};
