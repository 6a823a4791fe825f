import { DeleteMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";

const sqs = new SQSClient({});

export const handler = async (event: SQSEvent): Promise<void> => {
  const ReceiptHandle = event.Records[0].body;
  await sqs.send(new DeleteMessageCommand({ QueueUrl: process.env.OTHER!, ReceiptHandle }));
};
