import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

const sts = new STSClient({});

export const handler = async () => {
  const role = { RoleArn: "arn:aws:iam::111122223333:role/reader", RoleSessionName: "reader" };
  const answer = await sts.send(new AssumeRoleCommand(role));
  const keys = answer.Credentials!;
  const credentials = { accessKeyId: keys.AccessKeyId!, secretAccessKey: keys.SecretAccessKey! };
  const s3 = new S3Client({ credentials });
  return (await s3.send(new HeadObjectCommand({ Bucket: "b", Key: "k" }))).ETag;
};
