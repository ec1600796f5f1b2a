"""`manage.py set_address`: the site answers where BASE_URL says."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

DEFAULT_PORTS = {"http": 80, "https": 443}


class Command(BaseCommand):
    help = (
        "Give the default site the host and port of BASE_URL, which canonical links, the "
        "sitemap, the feed and e-mails then show. Changes nothing when they are right."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        if address.scheme not in DEFAULT_PORTS or not address.hostname:
            raise CommandError(f"BASE_URL is no address: {settings.WAGTAILADMIN_BASE_URL!r}")
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            raise CommandError("There is no default site: make one under Settings, Sites.")
        port = address.port or DEFAULT_PORTS[address.scheme]
        if (site.hostname, site.port) != (address.hostname, port):
            site.hostname, site.port = address.hostname, port
            site.full_clean()
            site.save()
