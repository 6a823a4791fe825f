import os


def handler(event, context):
    return os.environ["USERS_TABLE"]  #= env-var-not-set
