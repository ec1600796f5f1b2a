"""The rich-text editor's "Cite" button, and what the links of a rich text become."""

from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    LinkElementHandler,
    PageLinkElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature, PluginFeature
from wagtail.documents.rich_text.contentstate import DocumentLinkElementHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from clinic.content.editing import edited
from clinic.content.references import Reference
from clinic.content.stored_links import REFERENCE, row_id
from clinic.content.text_links import PublicDocumentLinks, PublicPageLinks, ReferenceLinks

FEATURE = "citation"
ENTITY = "CITATION"


class MarkFeature(EntityFeature):
    """The button with its marks, and the plugin that gives both to the keyboard."""

    def __init__(self, data: dict[str, Any], plugin: dict[str, Any], **media: Any) -> None:
        super().__init__(data, **media)
        self.plugin = PluginFeature(plugin)

    def construct_options(self, options: dict[str, Any]) -> None:
        super().construct_options(options)
        self.plugin.construct_options(options)


class CitationElementHandler(LinkElementHandler):
    """Database HTML to the editor: adds what the mark's tooltip says."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        pk = row_id(attrs.get("id"))
        at_hand = edited()
        if at_hand and pk in at_hand.references:
            reference = at_hand.references[pk]
        else:
            reference = Reference.objects.filter(pk=pk).first() if pk else None
        if reference is None:
            return {"id": pk}  # kept, so that the mark says that its source is gone
        edit_name = Reference.snippet_viewset.get_url_name("edit")
        return {
            "id": pk,
            "label": str(reference),
            "url": reverse(edit_name, args=[pk]),
            "status": reference.status,
        }


class EditedPageLink(PageLinkElementHandler):
    """Wagtail's, from what is at hand."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        at_hand = edited()
        page = at_hand and at_hand.pages.get(row_id(attrs.get("id")) or 0)
        if not page:
            return super().get_attribute_data(attrs)
        parent = page.get_parent()
        return {"id": page.pk, "url": page.url, "parentId": parent.pk if parent else None}


class EditedDocumentLink(DocumentLinkElementHandler):
    """Wagtail's, from what is at hand."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        at_hand = edited()
        document = at_hand and at_hand.documents.get(row_id(attrs.get("id")) or 0)
        if not document:
            return super().get_attribute_data(attrs)
        return {"id": document.pk, "url": document.url, "filename": document.filename}


def citation_element(props: dict[str, Any]) -> Any:
    """The editor to database HTML; words whose source has no id lose their mark."""
    pk = row_id(props.get("id"))
    if pk is None:
        return props["children"]
    return DOM.create_element("a", {"linktype": REFERENCE, "id": str(pk)}, props["children"])


def chooser_url() -> str:
    return reverse(Reference.snippet_viewset.chooser_viewset.get_url_name("choose"))


# After Wagtail's own, which these replace.
@hooks.register("register_rich_text_features", order=10)
def register_citations(features: FeatureRegistry) -> None:
    """Let an editor cite references, and a rich text link only to what a visitor may see."""
    features.register_link_type(ReferenceLinks)
    features.register_link_type(PublicPageLinks)
    features.register_link_type(PublicDocumentLinks)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        MarkFeature(
            {
                "type": ENTITY,
                "icon": "citation",
                "label": _("Cite"),
                "description": _("Cite a source (Ctrl + Alt + C)"),
                "attributes": ["id", "label", "url", "status"],
                "chooserUrl": lazy(chooser_url, str)(),
                "strings": {
                    "chooseWords": _("First select the words that the source supports."),
                    "alreadyLinked": _(
                        "Some of these words are a link or cite a source already. Select the "
                        "words beside them, or click the marked words to change their source."
                    ),
                    "failed": _("The list of references could not be loaded. Try again."),
                    "ok": _("OK"),
                },
            },
            plugin={
                "type": FEATURE,
                "strings": {
                    "edit": _("Change"),
                    "remove": _("Remove"),
                    "missing": _("This reference was deleted."),
                    "opensInNewTab": _("opens in a new tab"),
                },
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/admin/marks.js", "js/admin/citation.js"],
            css={"all": ["css/admin/marks.css", "css/admin/citation.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {
                f'a[linktype="{REFERENCE}"]': CitationElementHandler(ENTITY),
            },
            "to_database_format": {"entity_decorators": {ENTITY: citation_element}},
        },
    )


@hooks.register("register_rich_text_features", order=10)
def register_links(features: FeatureRegistry) -> None:
    """Let the editor ask for all links of a page together."""
    rules = features.converter_rules_by_converter["contentstate"]
    for name, kind, handler in (
        ("link", "page", EditedPageLink("LINK")),
        ("document-link", "document", EditedDocumentLink("DOCUMENT")),
    ):
        read = {**rules[name]["from_database_format"], f'a[linktype="{kind}"]': handler}
        rules[name] = {**rules[name], "from_database_format": read}


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    """Draw the "Cite" button."""
    return [*icons, "content/icons/citation.svg"]
