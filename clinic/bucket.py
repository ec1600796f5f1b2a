"""Uploads in a bucket that speaks S3, as the site keeps them in a folder otherwise."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from storages.backends.s3 import S3Storage

logger = logging.getLogger(__name__)

# What anybody may open: where Wagtail keeps pictures.
PICTURES = ("images/", "original_images/", "avatar_images/")
# What Wagtail shows in the place of a picture whose file it cannot read.
MISSING = "not-found"
# Seconds: a form waits for it, and a visitor for a picture that is made at the first look.
CONNECT, READ = 3, 20
IN_MEMORY = 10 * 1024 * 1024  # bytes of a file that is read; more goes to the disk meanwhile


class BucketUnreachable(OSError):
    """The bucket did not do what it was asked."""


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as error:
        raise BucketUnreachable(str(error)) from error


class Bucket(S3Storage):
    """Never keeps one upload in another's place, and gives addresses of pictures alone.

    A document has none: the site gives it out, to whom its collection allows it. Raises
    BucketUnreachable, an OSError, where the client would raise errors of its own.
    """

    def get_default_settings(self) -> dict[str, Any]:
        config = Config(
            connect_timeout=CONNECT, read_timeout=READ, retries={"total_max_attempts": 2}
        )
        return super().get_default_settings() | {
            "client_config": config,
            "file_overwrite": False,
            "max_memory_size": IN_MEMORY,
            "querystring_auth": False,
            "object_parameters": {"CacheControl": "public, max-age=2592000"},
        }

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        return super().get_object_parameters(name) if name.startswith(PICTURES) else {}

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        if not name.startswith(PICTURES) and name != MISSING:
            raise NotImplementedError("Only the site itself gives this out.")
        return str(super().url(name, *args, **kwargs))

    def _open(self, name: str, mode: str = "rb") -> Any:
        with _telling():
            file = super()._open(name, mode)
            if "r" in mode:
                file.open()  # all of it, while errors are still told
            return file

    def _save(self, name: str, content: Any) -> str:
        with _telling():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _telling():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _telling():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _telling():
            return int(super().size(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _telling():
            folders, files = super().listdir(name)
            return folders, files


class TellsWhenUnreachable:
    """Tell a person whose form needs the bucket what happened, and that the form is not lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, BucketUnreachable):
            logger.error("The bucket of the uploads failed: %s", error)
            return render(request, "clinic/uploads_unreachable.html", status=503)
        return None
