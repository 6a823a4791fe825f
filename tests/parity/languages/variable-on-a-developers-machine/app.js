let endpoint;
if (process.env.AWS_SAM_LOCAL) {
  endpoint = process.env.LOCAL_ENDPOINT;
}

const handler = async () => endpoint;

module.exports = { handler };
