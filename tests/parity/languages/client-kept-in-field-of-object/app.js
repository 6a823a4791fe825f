const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");

const state = { s3: null };

exports.handler = async (event) => {
  if (state.s3 === null) {
    state.s3 = new S3Client({});
  }
  return (await state.s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
};
