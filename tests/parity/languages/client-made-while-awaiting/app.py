import asyncio

import boto3


def handler(event, context):
    return asyncio.run(main(event))


async def main(event):
    return await tag(event["key"])


async def tag(key):
    s3 = boto3.client("s3")  #= client-created-per-invocation
    return s3.head_object(Bucket="b", Key=key)["ETag"]
