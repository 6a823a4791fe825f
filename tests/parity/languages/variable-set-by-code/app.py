import os

os.environ["USERS_TABLE"] = "users"


def handler(event, context):
    return os.environ["USERS_TABLE"]
