function words(text) {
  return text ? text.split(",") : [];
}

const list = (text = "") => text.split(",");
const config = { name: process.env.NAME_X };
const first = words(process.env.WORDS_X);
const second = list(process.env.OTHER_X);

export const handler = async () => (config.name ? first : second);
