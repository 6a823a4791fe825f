const { PutObjectCommand } = require("@aws-sdk/client-s3");
const { s3 } = require("./clients");

exports.handler = async () => {
  await s3.send(new PutObjectCommand({ Bucket: process.env.IMAGES, Key: "latest", Body: "" }));
};
