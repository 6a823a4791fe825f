exports.handler = async (event) => {
  const answer = {};
  answer.batchItemFailures = [{ itemIdentifier: event.Records[0].messageId }];
  return answer;
};
