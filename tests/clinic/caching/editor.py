"""A process of the site that does what it is told, a line of JSON at a time, as an editor would.

Started by `deployment.py`; it answers `null`, or what went wrong.
"""

import json
import sys
import traceback

import django

django.setup()

from django.db import close_old_connections  # noqa: E402

from blog.models import ArticleIndexPage, ArticlePage  # noqa: E402
from clinic.content.models import Person  # noqa: E402
from clinic.feedback import moderation  # noqa: E402
from clinic.feedback.models import Comment, Rating  # noqa: E402
from clinic.review.gate import admitting  # noqa: E402
from home.models import HomePage, StandardPage  # noqa: E402

NAMES = {
    "ArticleIndexPage": ArticleIndexPage,
    "ArticlePage": ArticlePage,
    "Comment": Comment,
    "HomePage": HomePage,
    "Person": Person,
    "Rating": Rating,
    "StandardPage": StandardPage,
    "moderation": moderation,
}

for line in sys.stdin:
    result = None
    close_old_connections()
    try:
        with admitting():
            names = dict(NAMES)
            exec(json.loads(line), names)  # noqa: S102 - the test tells what
            result = names.get("result")
    except Exception:
        result = {"error": traceback.format_exc()}
    print(json.dumps(result), flush=True)
