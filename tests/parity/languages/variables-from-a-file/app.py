import os

from dotenv import load_dotenv

load_dotenv()


def handler(event, context):
    return os.environ["USERS_TABLE"]
