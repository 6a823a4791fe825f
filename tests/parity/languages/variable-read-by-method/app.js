class Settings {
  table() {
    return process.env.USERS_TABLE; //= env-var-not-set
  }
}

const settings = new Settings();

exports.handler = async () => settings.table();
