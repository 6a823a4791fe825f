import os

environment = os.environ
table = environment["USERS_TABLE"]  #= env-var-not-set


def handler(event, context):
    return table
