"""Where Wagtail's admin leads to what only articles have."""

from django.urls import URLPattern, path
from wagtail import hooks

from blog.pasting import paste


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("articles/paste/", paste, name="paste_article")]
