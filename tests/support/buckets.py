"""A bucket of one's own, and how the site is told to keep its uploads there."""

import os
from typing import Any
from uuid import uuid4

import boto3

from tests.support.servers import bucket_url

ACCESS = {"aws_access_key_id": "tests", "aws_secret_access_key": "only"}
REGION = "us-east-1"


def new_bucket() -> Any:
    """An empty bucket, by boto3."""
    # The site's own client reads them from the environment too.
    os.environ.update({name.upper(): value for name, value in ACCESS.items()})
    os.environ["AWS_DEFAULT_REGION"] = REGION
    service = boto3.resource("s3", endpoint_url=bucket_url(), region_name=REGION, **ACCESS)
    return service.create_bucket(Bucket=f"clinic-{uuid4().hex}")


def storage(bucket: str, endpoint: str = "") -> dict[str, Any]:
    """What production makes of MEDIA_BUCKET, with the bucket itself as what gives pictures out."""
    endpoint = endpoint or bucket_url()
    return {
        "BACKEND": "clinic.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint,
            "custom_domain": f"{endpoint.removeprefix('http://')}/{bucket}",
            "url_protocol": "http:",
        },
    }
