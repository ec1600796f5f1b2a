"""From a page to the log-in's own pages, and back to where somebody wanted to go."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

# In the session: where somebody wanted to go who was led to set up a second factor.
WANTED = "access_wanted"


def is_ours(request: HttpRequest, address: str) -> bool:
    """Whether a redirect to the address stays on this site."""
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def wanted(request: HttpRequest) -> str:
    """The address that a request is for, or that its `next` names."""
    told = request.POST.get("next") or request.GET.get("next", "")
    if told and is_ours(request, told):
        return str(told)
    return request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")


def lead_to(step: str, request: HttpRequest) -> HttpResponse:
    """A redirect to a page of the second factor, which remembers what was wanted."""
    address = wanted(request)
    request.session[WANTED] = address
    return redirect(f"{reverse(step)}?{urlencode({'next': address})}")
