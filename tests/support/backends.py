"""The suite's settings with what several machines share: a Redis, a bucket, the worker's queue.

`make test BACKENDS=1` takes them. Each process of the suite starts servers of its own.
"""

from clinic.settings.test import *
from tests.support.buckets import new_bucket, storage
from tests.support.servers import bucket_url, redis_url

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": redis_url(),
    }
}

STORAGES["default"] = storage(new_bucket().name)
MIDDLEWARE.append("clinic.bucket.TellsWhenUnreachable")
for policy in (CONTENT_SECURITY_POLICY["DIRECTIVES"], ADMIN_CONTENT_SECURITY_POLICY):
    policy["img-src"] = [*policy["img-src"], bucket_url()]

TASKS_WORKER = True
TASKS = {"default": {"BACKEND": "tests.support.working.WorkedAtOnce"}}
