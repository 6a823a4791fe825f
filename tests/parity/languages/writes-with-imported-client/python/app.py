import os

from clients import s3


def handler(event, context):
    s3.put_object(Bucket=os.environ["IMAGES"], Key="latest", Body=b"")
