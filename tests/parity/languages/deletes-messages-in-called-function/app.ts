import { SQS } from "@aws-sdk/client-sqs";
import type { SQSEvent, SQSRecord } from "aws-lambda";

const sqs = new SQS({});

export const handler = async (event: SQSEvent): Promise<void> => finish(event.Records);

async function finish(records: SQSRecord[]): Promise<void> {
  const Entries = records.map((record) => ({ Id: record.messageId, ReceiptHandle: record.receiptHandle }));
  await sqs.deleteMessageBatch({ QueueUrl: process.env.JOBS, Entries }); //= queue-message-deleted-by-hand
}
