import os

os.environ.update({"USERS_TABLE": "users"}, LIMIT="3")
os.environ |= {"STAGE": "test"}


def handler(event, context):
    other = os.environ["ORDERS_TABLE"]  #= env-var-not-set
    return [os.environ["USERS_TABLE"], os.environ["LIMIT"], os.environ["STAGE"], other]
