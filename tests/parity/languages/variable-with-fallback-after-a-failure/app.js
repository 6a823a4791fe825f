let url;
try {
  url = new URL(process.env.URL_X);
} catch {
  url = new URL("https://example.org");
}

exports.handler = async () => url;
