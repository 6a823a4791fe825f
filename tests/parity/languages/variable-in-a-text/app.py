import os

queue = f"https://example.com/{os.environ['USERS_TABLE']}"  #= env-var-not-set


def handler(event, context):
    return queue
