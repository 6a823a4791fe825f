import os


class Config:
    def __init__(self):
        name = os.environ["TABLE_X"]  #= env-var-not-set
        self.table = name


config = Config()


def handler(event, context):
    return config.table
