import os

os.environ.setdefault("USERS_TABLE", "users")
if not os.environ.get("STAGE"):
    os.environ["STAGE"] = "dev"

names = [os.environ["USERS_TABLE"], os.environ["STAGE"]]


def handler(event, context):
    return names
