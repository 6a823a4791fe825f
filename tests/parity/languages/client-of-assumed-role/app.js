const { HeadObjectCommand, S3Client } = require("@aws-sdk/client-s3");
const { AssumeRoleCommand, STSClient } = require("@aws-sdk/client-sts");

const sts = new STSClient({});

exports.handler = async () => {
  const role = { RoleArn: "arn:aws:iam::111122223333:role/reader", RoleSessionName: "reader" };
  const { Credentials } = await sts.send(new AssumeRoleCommand(role));
  const s3 = new S3Client({
    credentials: {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
    },
  });
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: "k" }))).ETag;
};
