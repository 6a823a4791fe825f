from store import load


def handler(event, context):
    return load(event["key"])
