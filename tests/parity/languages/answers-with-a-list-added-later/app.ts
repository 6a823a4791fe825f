import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const answer: SQSBatchResponse = { batchItemFailures: [] };
  answer.batchItemFailures.push({ itemIdentifier: event.Records[0].messageId });
  return answer;
};
