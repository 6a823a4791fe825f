"""Makes a thumbnail of every image that lands in the bucket."""

import io
import os
from urllib.parse import unquote_plus

import boto3
from PIL import Image


def make_thumbnail(event, context):
    s3 = boto3.client("s3")
    width = int(os.environ["WIDTH"])
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = unquote_plus(record["s3"]["object"]["key"])
        original = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        s3.put_object(
            Bucket=os.environ["THUMBNAIL_BUCKET"],
            Key=f"thumbnails/{key}",
            Body=shrink(original, width),
        )


def shrink(original, width):
    image = Image.open(io.BytesIO(original))
    image.thumbnail((width, width))
    small = io.BytesIO()
    image.save(small, format="JPEG")
    return small.getvalue()
