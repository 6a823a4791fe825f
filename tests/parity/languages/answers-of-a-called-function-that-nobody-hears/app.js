exports.handler = async (event) => work(event.Records);

function work(records) {
  return { batchItemFailures: records.map((record) => ({ itemIdentifier: record.messageId })) };
}
