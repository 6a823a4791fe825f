import os


def words(text):
    if not text:
        return []
    return text.split(",")


class Config:
    pass


config = Config()
config.name = os.environ.get("NAME_X")
first = words(os.environ.get("WORDS_X"))
second = os.environ.get("OTHER_X")


def handler(event, context):
    if second is None:
        return first
    return config.name or second
