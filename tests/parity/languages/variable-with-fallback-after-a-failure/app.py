import os

try:
    size = int(os.environ.get("SIZE_X"))
except TypeError:
    size = 3


def table():
    return os.environ["TABLE_X"]


def handler(event, context):
    try:
        return table(), size
    except KeyError:
        return None
