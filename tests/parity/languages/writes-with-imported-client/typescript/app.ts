import { PutObjectCommand } from "@aws-sdk/client-s3";
import { s3 as images } from "./clients";

export const handler = async (): Promise<void> => {
  await images.send(new PutObjectCommand({ Bucket: process.env.IMAGES, Key: "latest", Body: "" }));
};
