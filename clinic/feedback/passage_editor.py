"""The rich-text editor's "Ask readers" button."""

from typing import Any

from django.core.exceptions import ValidationError
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from clinic.content.rich_text import MarkFeature
from clinic.feedback.cleaning import clean_line
from clinic.feedback.passages import (
    NOTHING_ASKED,
    PASSAGE,
    QUESTION_LENGTH,
    PassageLinks,
    passage_key,
)

FEATURE = "passage"
ENTITY = "PASSAGE"


class PassageElementHandler(LinkElementHandler):
    """Database HTML to the editor."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        return {
            "key": attrs.get("key"),
            "question": attrs.get("question"),
            "shown": attrs.get("shown") == "true",
        }


def passage_element(props: dict[str, Any]) -> Any:
    """The editor to database HTML; words without a key or a question lose their mark."""
    key = passage_key(props.get("key"))
    try:
        question = clean_line(str(props.get("question") or ""), QUESTION_LENGTH)
    except ValidationError:
        return props["children"]
    if key is None:
        return props["children"]
    attrs = {"linktype": PASSAGE, "key": key, "question": question}
    if props.get("shown"):
        attrs["shown"] = "true"
    return DOM.create_element("a", attrs, props["children"])


@hooks.register("register_rich_text_features")
def register_passages(features: FeatureRegistry) -> None:
    """Let an editor ask readers about some words."""
    features.register_link_type(PassageLinks)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        MarkFeature(
            {
                "type": ENTITY,
                "icon": "ask-readers",
                "label": _("Ask readers"),
                "description": _("Ask readers about these words"),
                "attributes": ["key", "question", "shown"],
                "questionLength": QUESTION_LENGTH,
                "strings": {
                    "chooseWords": _("First select the words that you want to ask about."),
                    "taken": _(
                        "These words are a link, cite a source or ask readers already. Select "
                        "some beside them too, or click the marked words to change them."
                    ),
                    "heading": _("Ask readers about “%s”"),
                    "question": _("Question to readers"),
                    "example": _("For example: Is this clear enough?"),
                    "shown": _("Show the question in the text, not only an icon"),
                    "save": _("Ask"),
                    "cancel": _("Cancel"),
                    "ok": _("OK"),
                },
            },
            plugin={
                "type": FEATURE,
                "strings": {
                    "edit": _("Change"),
                    "remove": _("Remove"),
                    "removeHelp": _("Answers stay among the comments."),
                },
            },
            js=["js/admin/marks.js", "js/admin/passage.js"],
            css={"all": ["css/admin/marks.css", "css/admin/passage.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {f'a[linktype="{PASSAGE}"]': PassageElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: passage_element}},
        },
    )


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    """Draw the "Ask readers" button."""
    return [*icons, "feedback/icons/ask-readers.svg"]


@hooks.register("show_rich_text")
def show_passages(html: SafeString, context: Context) -> SafeString:
    """The words that readers are asked about, with an icon where the page gives its `asked`."""
    return (context.get("asked") or NOTHING_ASKED).html(html)
