exports.handler = async (event) => {
  await Promise.allSettled(event.Records.map(async (record) => JSON.parse(record.body)));
  return "done";
};
