class Config {
  constructor() {
    const name = process.env.TABLE_X; //= env-var-not-set
    this.table = name.trim();
  }
}

const config = new Config();

exports.handler = async () => config.table;
