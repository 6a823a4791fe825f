const { S3Client } = require("@aws-sdk/client-s3");

function maySee(isAdmin) {
  if (isAdmin) return true;
  return new S3Client({}).config.region; //= client-created-per-invocation
}

exports.handler = async (event) => {
  const item = event.item;
  if (item.status !== "done") throw new Error(item.status);
  item.status = "seen";
  return maySee(event.admin);
};
