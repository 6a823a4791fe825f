exports.handler = async (event) => {
  for (const record of event.Records) {
    try {
      JSON.parse(record.body);
    } catch (error) {
      console.error(error);
    }
  }
};
