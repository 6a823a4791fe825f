import os

TABLE = os.environ.get("USERS_TABLE")  #= env-var-not-set
if TABLE is None:
    raise RuntimeError("USERS_TABLE is missing")


def handler(event, context):
    return TABLE
