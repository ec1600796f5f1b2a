"""The site with Wagtail's own API for writing, which it does not offer by default."""

from django.urls import path
from wagtail.api.v3.urls import api

from clinic.urls import urlpatterns as site

urlpatterns = [path("api/v3/", api.urls), *site]
