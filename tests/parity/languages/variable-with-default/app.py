import os

table = os.environ.get("USERS_TABLE", "users")
stage = os.getenv("STAGE") or "dev"
limit = int(os.getenv("LIMIT") or 10)


def handler(event, context):
    return [table, stage, limit]
