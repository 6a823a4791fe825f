import { SQS } from "@aws-sdk/client-sqs";

const sqs = new SQS();

export const handler = async (): Promise<void> => {
  const { QueueUrl } = await sqs.getQueueUrl({ QueueName: process.env.JOBS });
  await sqs.sendMessage({ QueueUrl, MessageBody: "again" });
};
