import os

import boto3


class Store:
    def __init__(self):
        self.client = boto3.client("s3")

    def save(self, text):
        self.client.put_object(Bucket=os.environ["IMAGES"], Key="latest", Body=text)
