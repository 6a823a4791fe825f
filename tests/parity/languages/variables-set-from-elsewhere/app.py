import json
import os

import boto3

secret = boto3.client("secretsmanager").get_secret_value(SecretId="app")
os.environ.update(json.loads(secret["SecretString"]))


def handler(event, context):
    return os.environ["USERS_TABLE"]
