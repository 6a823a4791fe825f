import { SQS } from "@aws-sdk/client-sqs";

const sqs = new SQS();

export const handler = async (): Promise<void> => {
  await sqs.sendMessage({ QueueUrl: process.env.JOBS, MessageBody: "again" });
};
