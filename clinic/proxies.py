"""Who asks, where proxies stand in front of the site."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address from which the outermost of our proxies was asked.

    Each proxy appends to `X-Forwarded-For` whom it was asked by; what stands further to the
    left was sent by the visitor, who may write anything there.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-settings.PROXY_COUNT :]
    address = told[0].strip()
    try:
        return str(ip_address(address))
    except ValueError:
        return request.META["REMOTE_ADDR"]
