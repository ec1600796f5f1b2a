"""Pages, people and things for a test to stand on. What a test cares about it names."""

import json
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group
from django.utils import timezone
from django.utils.text import slugify
from factory.django import DjangoModelFactory, ImageField
from wagtail.images import get_image_model
from wagtail.models import Page

from blog.models import ArticleAuthor, ArticleIndexPage, ArticlePage
from clinic.content.models import Person, Reference, SharedText, Topic
from clinic.review.gate import admitting
from home.models import HomePage, StandardPage

PASSWORD = "a password for tests"


def body(*blocks: tuple[str, Any]) -> str:
    """A stream as the database stores it, of (name, raw value) pairs."""
    return json.dumps([{"type": name, "value": value} for name, value in blocks])


def section(heading: str = "A heading", text: str = "<p>Some words.</p>") -> tuple[str, Any]:
    """The block that most bodies consist of."""
    return "section", {"heading": heading, "level": "h2", "anchor": "", "text": text}


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Dr Person {n}")
    role = "Psychiatrist"


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.LazyAttribute(lambda topic: slugify(topic.name))


class ReferenceFactory(DjangoModelFactory):
    class Meta:
        model = Reference

    authors = "Example A, Sample B"
    title = factory.Sequence(lambda n: f"A study of {n} people")
    container_title = "Journal of Examples"
    year = 2020
    url = factory.Sequence(lambda n: f"https://example.org/studies/{n}")


class SharedTextFactory(DjangoModelFactory):
    """A published text of the library, with `words`."""

    class Meta:
        model = SharedText

    class Params:
        words = "<p>Do not drive.</p>"

    name = factory.Sequence(lambda n: f"Shared text {n}")
    content = factory.LazyAttribute(lambda text: body(("text", text.words)))


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = get_image_model()

    title = factory.Sequence(lambda n: f"Picture {n}")
    file = ImageField(width=640, height=400, format="PNG")


class UserFactory(DjangoModelFactory):
    """A user of the admin with `PASSWORD`, in the group that `group` names."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> AbstractBaseUser:
        group = kwargs.pop("group", None)
        user = model_class.objects.create_user(*args, password=PASSWORD, **kwargs)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user


class PageFactory(DjangoModelFactory):
    """Puts a page into the tree below `parent`: live, unless `live=False` says otherwise."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")

    @classmethod
    def default_parent(cls) -> Page:
        """Where a page goes for which the test names no parent."""
        return HomePage.objects.first() or HomePageFactory()

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        parent = kwargs.pop("parent", None) or cls.default_parent()
        page = model_class(*args, **kwargs)
        if page.live:
            page.first_published_at = page.first_published_at or timezone.now()
            page.last_published_at = page.last_published_at or page.first_published_at
        parent.refresh_from_db(fields=["numchild"])  # another instance may have had a child
        with admitting():  # live, though no clinician signed it
            return parent.add_child(instance=page)


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    @classmethod
    def default_parent(cls) -> Page:
        return Page.get_first_root_node()


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    summary = "What this page says, in a sentence."


class ArticleIndexPageFactory(PageFactory):
    class Meta:
        model = ArticleIndexPage

    title = "Articles"
    summary = "Answers to what people ask us."


class ArticlePageFactory(PageFactory):
    """An article; `authors`, `topics`, `references` and `related` take lists."""

    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda n: f"Article {n}")
    summary = "What this article answers, in a sentence."
    body = body(section())

    @classmethod
    def default_parent(cls) -> Page:
        return ArticleIndexPage.objects.first() or ArticleIndexPageFactory()

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        kwargs["article_authors"] = [
            ArticleAuthor(person=person, sort_order=place)
            for place, person in enumerate(kwargs.pop("authors", []))
        ]
        for field, block, things in (
            ("references", "reference", kwargs.pop("references", [])),
            ("related_articles", "article", kwargs.pop("related", [])),
        ):
            kwargs[field] = [(block, thing) for thing in things]
        return super()._create(model_class, *args, **kwargs)
