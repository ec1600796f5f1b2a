"""Answers that belong to no page: health, robots, uploads, errors."""

import sys
from posixpath import normpath

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve
from redis.exceptions import RedisError

from clinic.readiness import not_ready

# The database or the shared cache does not answer.
OUTAGES = (InterfaceError, OperationalError, RedisError)
# Where Wagtail keeps them below MEDIA_ROOT.
PICTURES = ("images/", "original_images/", "avatar_images/")


def media(request: HttpRequest, path: str) -> FileResponse:
    """An uploaded picture, for machines where nothing stands in front of the site. A document
    has its own address, which knows who may open it."""
    if not normpath(path).startswith(PICTURES):
        raise Http404
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:  # a name that no file can have
        raise Http404 from error


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when all that a request may need is there, 503 and its name when something is not."""
    missing = not_ready()
    if missing:
        return HttpResponse(f"not ready: {missing}\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return render(request, "robots.txt", {"sitemap": sitemap}, content_type="text/plain")


@never_cache
def server_error(request: HttpRequest) -> HttpResponse:
    """The page of an error: 503 while what the site stands on is down, 500 for the site's own."""
    status = 503 if isinstance(sys.exc_info()[1], OUTAGES) else 500
    return HttpResponse(render_to_string("500.html"), status=status)
