"""The shape of an article: risks beside the benefits, and an answer at the end."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from clinic.writing.findings import Finding
from clinic.writing.text import BODY, PageText, Place
from clinic.writing.wording import Wording

ENOUGH = 250  # words; what is shorter is no article yet
FEW = 40  # words of benefits that ask for no counterweight of their own length


def balance(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """Benefits without side effects, or more than `target` times as long."""
    benefits, risks = benefits_and_risks(page, wording)
    if not benefits:
        return
    place = next(passage.place for passage in page.passages if passage.place.kind == "benefits")
    if not risks:
        yield Finding(place, _("Say what may go wrong too: add the side effects."))
    elif benefits > FEW and benefits > target * risks:
        yield Finding(place, _("The benefits are far longer than the risks. Give both room."))


def benefits_and_risks(page: PageText, wording: Wording) -> tuple[int, int]:
    """The words of both. Risks are the side effects, or what is headed as risks where no block of
    theirs is."""
    benefits, risks = _words(page, "benefits"), _words(page, "side_effects")
    if not risks and wording.patterns:
        risky = wording.patterns.look("risks")
        risks = sum(
            len(passage.text.split())
            for passage in page.of(BODY)
            if passage.place.kind != "benefits" and risky.search(passage.place.heading)
        )
    return benefits, risks


def _words(page: PageText, kind: str) -> int:
    return sum(len(passage.text.split()) for passage in page.of(BODY) if passage.place.kind == kind)


def bottom_line(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """A clinical text of some length that ends without its answer."""
    clinical = {"benefits", "side_effects", "factors"} & set(page.kinds)
    words = sum(len(passage.text.split()) for passage in page.of(BODY))
    if clinical and words > ENOUGH and "bottom_line" not in page.kinds:
        yield Finding(Place(), _("Give the answer in a few sentences: add a bottom line."))
