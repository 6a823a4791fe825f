const { BatchProcessor, EventType, processPartialResponse } = require("@aws-lambda-powertools/batch");

const processor = new BatchProcessor(EventType.SQS);

const work = async (record) => console.log(record.body);

exports.handler = async (event, context) => processPartialResponse(event, work, processor, { context });
