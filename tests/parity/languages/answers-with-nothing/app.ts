import type { SQSEvent } from "aws-lambda";

export const handler = async (event: SQSEvent): Promise<void> => {
  for (const record of event.Records) {
    try {
      JSON.parse(record.body);
    } catch {
      console.error(record.messageId);
    }
  }
};
