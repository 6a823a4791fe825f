import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { SQSHandler, SQSRecord } from "aws-lambda";

const processor = new BatchProcessor(EventType.SQS);

const work = async (record: SQSRecord): Promise<void> => console.log(record.body);

export const handler: SQSHandler = async (event, context) =>
  processPartialResponse(event, work, processor, { context });
