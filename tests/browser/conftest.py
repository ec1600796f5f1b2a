"""What the browser tests share."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AbstractBaseUser
from playwright.sync_api import Page, expect

from blog.models import ArticlePage
from clinic.review.gate import admitting
from clinic.writing.findings import Severity
from clinic.writing.models import WritingRule
from tests.factories import ArticlePageFactory, UserFactory, body, section
from tests.support.browser import Guard

# As long as actions wait; a busy machine takes its time to draw a preview.
expect.set_options(timeout=15_000)


@pytest.fixture
def editor(page: Page, log_in: Callable[[Page, AbstractBaseUser], None], guard: Guard) -> Page:
    """The browser of somebody in the group Editors."""
    # What is saved on the way is incomplete, and the answer to that is "bad request".
    guard.allow(r"400 \(Bad Request\) \(\S+/admin/pages/\S+\)")
    log_in(page, UserFactory(username="ed", group="Editors"))
    return page


@pytest.fixture
def advised(db: None) -> None:
    """The rules of writing stop no submission. For tests that are about something else."""
    WritingRule.objects.update(severity=Severity.ADVISE)


@pytest.fixture
def article(db: None) -> ArticlePage:
    """A published article with its first revision."""
    article = ArticlePageFactory(
        title="Old answer",
        body=body(
            section("The first heading", "<p>Words that stay.</p>"),
            (
                "side_effects",
                {
                    "heading": "Side effects",
                    "anchor": "",
                    "introduction": "",
                    "effects": [
                        {
                            "effect": "Headache",
                            "frequency": "common",
                            "seriousness": "passes",
                            "what_to_do": "",
                        }
                    ],
                },
            ),
        ),
    )
    with admitting():
        article.save_revision(log_action=True).publish()
    return ArticlePage.objects.get(pk=article.pk)
