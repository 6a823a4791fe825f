import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from "aws-lambda";

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const failed: SQSBatchItemFailure[] = [];
  for (const record of event.Records) {
    try {
      console.log(JSON.parse(record.body));
    } catch {
      failed.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures: failed };
};
