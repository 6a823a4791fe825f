class Settings {
  table(): string {
    return process.env.USERS_TABLE as string; //= env-var-not-set
  }
}

const settings = new Settings();

export const handler = async () => settings.table();
