import os


def key():
    if "FIRST_X" in os.environ:
        return os.environ["FIRST_X"]
    if "SECOND_X" in os.environ:
        return os.environ["SECOND_X"]
    raise ValueError("no key")


def handler(event, context):
    return key()
