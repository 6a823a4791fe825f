import os


def handler(event, context):
    if "USERS_TABLE" in os.environ:
        return os.environ["USERS_TABLE"]
    return "users"
