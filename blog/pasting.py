"""What becomes of a pasted article: told first, then put into the form's body."""

from typing import Any

from django.forms import Media
from django.http import HttpRequest, JsonResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_denied
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.permissions import policy_registry

from blog.importing.clipboard import compose_clipboard
from blog.importing.composing import Composition
from blog.importing.document import count_words
from blog.importing.reasons import left_out
from blog.importing.source import Refused
from clinic.content.blocks.streams import ArticleBody

BEGINNING = 90


class PastePanel(FieldPanel):
    """A body with a button that fills it from the clipboard."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "blog/admin/body_panel.html"

        @property
        def media(self) -> Media:
            ours = Media(js=["js/admin/paste.js"], css={"all": ["css/admin/paste.css"]})
            return super().media + ours


@require_POST
def paste(request: HttpRequest) -> Any:
    """JSON: what becomes what, and the blocks as the form holds them."""
    policy = policy_registry.get_by_type(Page)
    if not policy.user_has_any_permission(request.user, ["add", "change"]):
        return permission_denied(request)
    try:
        composition = compose_clipboard(request.POST.get("html", ""), request.POST.get("text", ""))
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)})
    body = ArticleBody()
    return JsonResponse(
        {
            "title": composition.document.title,
            "becomes": becomes(composition, body),
            "leftOut": list(left_out(composition)),
            "blocks": body.get_form_state(body.to_python(composition.blocks)),
        }
    )


def becomes(composition: Composition, body: ArticleBody) -> list[dict[str, Any]]:
    """Each block with its kind, how it begins, and how much it holds."""
    rows = []
    for number, block in enumerate(composition.blocks, start=1):
        pieces = [piece for piece in composition.placed if piece.block == number]
        words = sum(count_words(piece.text) for piece in pieces)
        begins = pieces[0].text if pieces else ""
        if len(begins) > BEGINNING:
            begins = f"{begins[:BEGINNING].rpartition(' ')[0]} …"
        rows.append(
            {
                "kind": str(body.child_blocks[block["type"]].label),
                "begins": begins,
                "holds": ngettext("%(count)d word", "%(count)d words", words) % {"count": words},
            }
        )
    return rows
