import type { SQSEvent } from "aws-lambda";

export async function handler(event: SQSEvent): Promise<string> {
  const work = event.Records.map(async (record) => JSON.parse(record.body));
  await Promise.all(work.map((one) => one.catch(console.error)));
  const answer = "done";
  return answer;
}
