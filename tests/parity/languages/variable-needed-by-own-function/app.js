function need(name) {
  const value = process.env[name];
  if (value) {
    return value;
  }
  throw new Error(`${name} is missing`);
}

const setting = (name, fallback) => process.env[name] ?? fallback;
const plain = (name) => process.env[name];

const table = need("TABLE_X"); //= env-var-not-set
const bucket = plain("BUCKET_X"); //= env-var-not-set
const mode = setting("MODE_X", "fast");
const size = plain("SIZE_X") || "3";

exports.handler = async () => [table, bucket, mode, size];
