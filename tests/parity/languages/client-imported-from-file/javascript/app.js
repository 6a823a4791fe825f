const { HeadObjectCommand } = require("@aws-sdk/client-s3");
const { s3 } = require("./clients");

exports.handler = async (event) => (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: event.key }))).ETag;
