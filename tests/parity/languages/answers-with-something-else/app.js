exports.handler = async (event) => {
  let done = 0;
  for (const record of event.Records) {
    try {
      done += JSON.parse(record.body).count;
    } catch (error) {
      console.error(error);
    }
  }
  return { statusCode: 200, body: String(done) };
};
