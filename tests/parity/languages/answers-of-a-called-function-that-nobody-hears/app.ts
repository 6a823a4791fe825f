import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => work(event.Records);

const work = (records: SQSRecord[]): SQSBatchResponse => ({
  batchItemFailures: records.map((record) => ({ itemIdentifier: record.messageId })),
});
