import os

value = os.environ.get("TABLES")
tables = value.split(",") if value is not None else []


def handler(event, context):
    return tables
