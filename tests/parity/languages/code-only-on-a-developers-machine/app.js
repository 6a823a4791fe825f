const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

const handler = async (event) => event.key;

async function printTag(Key) {
  const s3 = new S3Client({});
  console.log(await s3.send(new HeadObjectCommand({ Bucket: process.env.LOCAL_BUCKET, Key })));
}

if (require.main === module) {
  printTag("k");
}

module.exports = { handler };
