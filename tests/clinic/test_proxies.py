"""Whose wrong passwords are counted, where proxies stand in front of the site."""

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from clinic.proxies import client_address

NEAREST = "127.0.0.1"


@pytest.mark.parametrize(
    ("count", "told", "address"),
    [
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "198.51.100.1, 192.0.2.7", "192.0.2.7"),  # the visitor wrote the first one
        (2, "192.0.2.7, 203.0.113.5", "192.0.2.7"),
        (2, "198.51.100.1, 192.0.2.7, 203.0.113.5", "192.0.2.7"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "", NEAREST),
        (1, "unknown", NEAREST),
        (1, "'; DROP TABLE", NEAREST),
    ],
)
def test_the_address_is_the_one_that_our_own_proxies_tell(
    settings: LazySettings, count: int, told: str, address: str
) -> None:
    settings.PROXY_COUNT = count
    request = RequestFactory().get("/admin/login/", headers={"X-Forwarded-For": told})
    assert client_address(request) == address
