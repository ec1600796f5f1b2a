"""What the tests of feedback share."""

import pytest

from blog.models import ArticlePage
from clinic.feedback import guards
from tests.factories import ArticlePageFactory


@pytest.fixture
def article(db: None) -> ArticlePage:
    """An article that readers may comment on."""
    return ArticlePageFactory(title="Sleep and mood")


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form may be sent as soon as it was opened: a test types faster than a person."""
    monkeypatch.setattr(guards, "FASTEST", -1)
