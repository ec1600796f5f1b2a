"""A small clinic with a page of each type, among them an article of every block."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import ArticleIndexPage, ArticlePage
from clinic.content.models import ClinicSettings, Person, Reference, Topic
from clinic.writing.models import GlossaryTerm
from home.models import HomePage, StandardPage
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    SharedTextFactory,
    StandardPageFactory,
    TopicFactory,
    body,
    section,
)

PASSWORD = "open sesame"
VIDEO = "https://vimeo.com/123456789"
VIDEO_FRAME = "https://player.vimeo.com/video/123456789"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@dataclass
class Clinic:
    """What `new_clinic` made; `address` finds a page's path on the site."""

    home: HomePage
    standard: StandardPage
    index: ArticleIndexPage
    article: ArticlePage
    locked: StandardPage
    topic: Topic
    empty_topic: Topic
    references: list[Reference] = field(default_factory=list)

    @property
    def addresses(self) -> dict[str, str]:
        """An address of every page type and of each state that it shows."""
        return {
            "home": "/",
            "standard page": path_of(self.standard),
            "article index": path_of(self.index),
            "article index, filtered": f"{path_of(self.index)}?topic={self.topic.slug}",
            "article index, second page": f"{path_of(self.index)}?page=2",
            "article index, empty": f"{path_of(self.index)}?topic={self.empty_topic.slug}",
            "article": path_of(self.article),
            "search": "/search/",
            "search without a result": "/search/?query=xylophone",
            "search with results": "/search/?query=words",
            "password": path_of(self.locked),
            "not found": "/nowhere/",
        }

    @property
    def unlock_address(self) -> str:
        """Where the password of the locked page is sent."""
        restriction = PageViewRestriction.objects.get(page=self.locked)
        return reverse(
            "wagtailcore_authenticate_with_password", args=[restriction.pk, self.locked.pk]
        )


def path_of(page: Page) -> str:
    """The page's address without its host: the live server's differs from the site's."""
    return page.get_url_parts()[2]


def cite(reference: Reference, words: str) -> str:
    """`words` with a citation, as the database stores it."""
    return f'<a linktype="reference" id="{reference.pk}">{words}</a>'


def picture(alt_text: str = "") -> dict[str, Any]:
    """The value of an image block; a picture without a text is decorative."""
    return {"image": ImageFactory().pk, "decorative": not alt_text, "alt_text": alt_text}


def every_block(references: list[Reference], page: Page) -> list[tuple[str, Any]]:
    """Each block of an article at least once, with each of its optional parts."""
    first, second = references[:2]
    document = get_document_model().objects.create(
        title="A form", file=ContentFile(b"Questions to ask", name="form.txt")
    )
    headed = {"anchor": "", "introduction": "<p>An introduction.</p>"}
    blocks: list[tuple[str, Any]] = [
        section("What it is", f"<p>It is {cite(first, 'well studied')}. <b>Truly</b>.</p>"),
        (
            "section",
            {
                "heading": "What it is not",
                "level": "h3",
                "anchor": "",
                "text": "<p>Neither a cure<sup>2</sup> nor a toy.</p><ul><li>One</li></ul>"
                "<ol><li>First</li></ol>",
            },
        ),
        ("text", f"<p>More words, {cite(second, 'cited')} and {cite(first, 'again')}.</p>"),
        (
            "process_steps",
            {
                **headed,
                "heading": "How it goes",
                "steps": [
                    {
                        "title": "You arrive",
                        "text": "<p>We say hello.</p>",
                        "duration": "10 minutes",
                        "image": picture("A door that stands open"),
                    },
                    {"title": "You rest", "text": "<p>In a chair.</p>", "duration": ""},
                ],
            },
        ),
        (
            "factors",
            {
                **headed,
                "heading": "What it depends on",
                "factors": [
                    {"term": "Dose", "explanation": "<p>More is not better.</p>"},
                    {"term": "Sleep", "explanation": "<p>It helps.</p>"},
                ],
            },
        ),
        (
            "benefits",
            {
                **headed,
                "heading": "Benefits",
                "benefits": [{"text": "Mood lifts", "detail": f"<p>{cite(first, 'Often')}.</p>"}],
            },
        ),
        (
            "side_effects",
            {
                **headed,
                "heading": "Side effects",
                "effects": [
                    {"effect": effect, "frequency": often, "seriousness": serious, "what_to_do": do}
                    for effect, often, serious, do in [
                        ("Nausea", "very_common", "passes", "<p>Drink water.</p>"),
                        ("Headache", "common", "tell_clinician", ""),
                        ("Chest pain", "rare", "urgent", "<p>Call at once.</p>"),
                        ("Odd dreams", "not_known", "", ""),
                    ]
                ],
            },
        ),
        *(
            ("callout", {"kind": kind, "heading": heading, "text": "<p>Mind this.</p>"})
            for kind, heading in [
                ("information", ""),
                ("important", "No driving"),
                ("urgent", "Call us"),
                ("emergency", "Call an ambulance"),
            ]
        ),
        ("crisis_help", {"heading": "Help at any hour", "introduction": "<p>Do not wait.</p>"}),
        (
            "questions",
            {
                **headed,
                "heading": "Questions",
                "questions": [{"question": "May I eat?", "answer": "<p>Not before.</p>"}],
            },
        ),
        (
            "image",
            {
                "image": picture("A chart with a falling line"),
                "caption": "<p>What the chart shows.</p>",
                "credit": "A. Drawer",
            },
        ),
        (
            "video",
            {
                "url": VIDEO,
                "title": "A visit",
                "duration": "4 minutes",
                "poster": picture(),
                "transcript": "<p>A nurse speaks.</p>",
            },
        ),
        (
            "quote",
            {
                "text": "Ask again.",
                "attribution": "A nurse",
                "source_url": "https://example.org/nurse",
            },
        ),
        (
            "table",
            {
                "table": {
                    "caption": "Who gets better",
                    "columns": [
                        {"type": "text", "heading": "Group"},
                        {"type": "number", "heading": "Of 100"},
                        {"type": "rich_text", "heading": "How sure"},
                    ],
                    "rows": [
                        {"values": ["Treated", "55", f"<p>{cite(second, 'Fairly')}</p>"]},
                        {"values": ["Not treated", "30", None]},
                    ],
                },
                "note": "<p>In four weeks.</p>",
            },
        ),
        (
            "document",
            {"document": document.pk, "title": "A form to fill in", "description": "Two pages."},
        ),
        (
            "call_to_action",
            {
                "heading": "Talk to us",
                "text": "<p>We listen.</p>",
                "link": {"page": page.pk, "url": "", "text": "How to reach us"},
            },
        ),
        ("shared_text", SharedTextFactory(words="<p>Said on many pages.</p>").pk),
        ("related_pages", {"heading": "Read on", "pages": [page.pk]}),
        (
            "bottom_line",
            {
                "heading": "The bottom line",
                "anchor": "",
                "text": f"<p>It helps {cite(first, 'many')}, not all.</p>",
                "show_as_summary": True,
            },
        ),
    ]
    return blocks


def with_anchors(page: Page) -> Page:
    """Save the page as the editor does, which names its parts."""
    page.full_clean()
    page.save()
    return page


def new_settings(**fields: Any) -> ClinicSettings:
    """The settings of a clinic that has filled in everything."""
    links = [
        ("link", {"page": None, "url": "https://example.org/partner", "text": "Our partner"}),
        ("link", {"page": HomePage.objects.get().pk, "url": "", "text": "Start"}),
    ]
    values = {
        "name": "Clinic of the Tests",
        "tagline": "Calm care",
        "address": "1 Example Street\nExampleton",
        "telephone": "01632 960123",
        "email": "ask@example.org",
        "opening_hours": "Monday to Friday, 9 to 17",
        "medical_disclaimer": "<p>This is no medical advice.</p>",
        "crisis_lines": body(
            (
                "line",
                {
                    "name": "Line of Examples",
                    "number": "0800 000 000",
                    "text_line": "text HELP to 00000",
                    "url": "https://www.example.org/line",
                    "hours": "day and night",
                },
            )
        ),
        "header_links": body(*links),
        "footer_links": body(*links),
        **fields,
    }
    # Whatever was rendered before has made the row.
    settings = ClinicSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()
    return settings


def new_clinic() -> Clinic:
    """Build it all."""
    new_settings()
    GlossaryTerm.objects.create(term="toy", explanation="Something to play with.")
    home = HomePage.objects.get()
    newest = ReferenceFactory()
    references = [
        ReferenceFactory(),
        ReferenceFactory(
            status="retracted", status_since=date(2024, 5, 3), status_note="Data were made up."
        ),
        ReferenceFactory(status="superseded", status_since=date(2024, 5, 3), superseded_by=newest),
    ]
    topic = TopicFactory(name="Sleep", description="All about it.")
    empty_topic = TopicFactory(name="Food")
    person: Person = PersonFactory(
        credentials="MRCPsych", photo=ImageFactory(), biography="<p>Likes tea.</p>"
    )
    index = ArticleIndexPageFactory(parent=home)
    standard = with_anchors(
        StandardPageFactory(
            parent=home,
            body=body(
                section("Who we are"),
                (
                    "people",
                    {
                        "heading": "The team",
                        "anchor": "",
                        "introduction": "",
                        "people": [person.pk, PersonFactory().pk],
                    },
                ),
                ("newest_pages", {"heading": "New here", "parent": index.pk, "count": 2}),
            ),
        )
    )
    article = with_anchors(
        ArticlePageFactory(
            parent=index,
            title="Everything about it",
            lead_image=ImageFactory(),
            lead_image_alt="A quiet room",
            authors=[person],
            references=references[2:],
            body=body(*every_block(references, standard)),
        )
    )
    article.topics.add(topic)
    article.save()
    other = ArticlePageFactory(parent=index)
    other.topics.add(topic)
    other.save()
    for _ in range(11):  # enough for a second page of the index
        ArticlePageFactory(parent=index)
    locked = StandardPageFactory(parent=home, title="For the few")
    PageViewRestriction.objects.create(
        page=locked, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )
    home.lead = "Welcome, whoever you are."
    home.lead_image, home.lead_image_alt = ImageFactory(), "A house"
    home.article_index = index
    home.body = body(
        section("How we work"),
        ("callout", {"kind": "information", "heading": "", "text": "<p>Open again.</p>"}),
        ("crisis_help", {"heading": "", "introduction": ""}),
        ("newest_pages", {"heading": "New", "parent": index.pk, "count": 3}),
        (
            "call_to_action",
            {"heading": "Ask", "text": "", "link": {"page": standard.pk, "url": "", "text": ""}},
        ),
    )
    with_anchors(home)
    return Clinic(home, standard, index, article, locked, topic, empty_topic, references)
