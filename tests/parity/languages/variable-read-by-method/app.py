import os


class Settings:
    def table(self):
        return os.environ["USERS_TABLE"]  #= env-var-not-set


settings = Settings()


def handler(event, context):
    return settings.table()
