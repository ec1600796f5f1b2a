"""The editors' screens of what pages share: terms of the glossary and shared texts."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from playwright.sync_api import Page

from clinic.content.models import SharedText
from clinic.writing.models import GlossaryTerm
from tests.factories import (
    SharedTextFactory,
    StandardPageFactory,
    UserFactory,
    body,
    section,
)

pytestmark = pytest.mark.once

# Without the form of a shared text that has one: Wagtail gives a rich text directly in a stream no
# name that a screen reader could say.
VIEWS = {SharedText: ("list", "add", "usage"), GlossaryTerm: ("list", "add", "edit", "usage")}


@pytest.mark.parametrize(("width", "scheme"), [(768, "light"), (1280, "dark")])
def test_each_screen_is_accessible(
    width: int,
    scheme: str,
    new_page: Callable[..., Page],
    log_in: Callable[[Page, AbstractBaseUser], None],
    axe: Callable[..., None],
) -> None:
    text = SharedTextFactory(name="Driving")
    term = GlossaryTerm.objects.create(term="Mood", explanation="A feeling.")
    StandardPageFactory(title="Buses", body=body(section(), ("shared_text", text.pk)))
    page = new_page(width=width, scheme=scheme)
    log_in(page, UserFactory(group="Editors"))
    for thing, model in ((text, SharedText), (term, GlossaryTerm)):
        for view in VIEWS[model]:
            known = [thing.pk] if view in ("edit", "usage") else []
            page.goto(reverse(model.snippet_viewset.get_url_name(view), args=known))
            axe(page, within="main")
