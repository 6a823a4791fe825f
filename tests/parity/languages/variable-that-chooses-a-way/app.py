import os

VERBOSE = os.environ.get("VERBOSE") == "true"


def handler(event, context):
    return "much" if VERBOSE else "little"
