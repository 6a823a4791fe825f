import os

NAME = "USERS_TABLE"


def handler(event, context):
    return os.environ[NAME]  #= env-var-not-set
