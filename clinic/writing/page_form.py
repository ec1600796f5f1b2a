"""The form of a page that is checked before it goes to a clinical review."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from clinic.writing.checking import check
from clinic.writing.findings import Finding

# The buttons of Wagtail's editor that send a page to a workflow.
SUBMITS = ("action-submit", "action-restart-workflow")
# Shown at the top, where Wagtail's own words for the errors of blocks puzzle.
MARKED_BELOW = gettext_lazy("each place is marked below.")


class CheckedPageForm(WagtailAdminPageForm):
    """Refuses a submission while a rule that blocks finds something, and says where: at the top,
    and at the block. Saving a draft is never refused."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not any(self.data.get(name) for name in SUBMITS):
            return
        # What is missing and what is wrong, at once: two rounds would be one too many.
        wrong = [name for name in self.errors if name in self.fields]
        found = [] if "body" in wrong else [each for each in check(self.instance) if each.blocks]
        found = [finding for finding in found if finding.place.field not in wrong]
        for error in self.errors.as_data().get("body", []):
            error.message = MARKED_BELOW
        if wrong or found:
            self._refuse(found, len(wrong))

    def _refuse(self, found: list[Finding], wrong: int) -> None:
        of_fields = {name: self._errors.pop(name) for name in self.fields if name in self._errors}
        self.add_error(None, _summary(found, wrong))
        self._errors.update(of_fields)  # Wagtail tells them in this order
        fields: dict[str, list[Finding]] = defaultdict(list)
        for finding in found:
            fields[finding.place.field].append(finding)
        for name, findings in fields.items():
            if name == "body" and (error := block_errors(self.instance.body, findings)):
                self.add_error(name, error)
            elif name in self.fields and name != "body":
                self.add_error(name, [told(finding) for finding in findings])


def _summary(found: list[Finding], wrong: int) -> list[str]:
    """What stops the submission, a line for each place; Wagtail adds one for each of the `wrong`
    fields."""
    count = len(found) + wrong
    first = ngettext(
        "Not sent for review yet: %(count)d place needs a change. Your words are kept.",
        "Not sent for review yet: %(count)d places need a change. Your words are kept.",
        count,
    )
    return [first % {"count": count}, *map(told_with_place, found)]


def told(finding: Finding) -> str:
    """What to do about which words."""
    words = f"“{finding.words}”: " if finding.words else ""
    better = _(" Better: %(better)s.") % {"better": finding.better} if finding.better else ""
    return f"{words}{finding.message}{better}"


def told_with_place(finding: Finding) -> str:
    place = f"{finding.place.heading}: " if finding.place.heading else ""
    sentence = f" ({finding.sentence})" if finding.sentence else ""
    return f"{place}{told(finding)}{sentence}"


def block_errors(
    body: blocks.StreamValue, findings: list[Finding]
) -> StreamBlockValidationError | None:
    """The findings at their blocks, as Wagtail shows the errors of a block."""
    by_block: dict[str, list[Any]] = defaultdict(list)
    for finding in findings:
        by_block[finding.place.block_id].append(ValidationError(told(finding)))
    errors = {}
    for number, child in enumerate(body):
        if found := by_block.get(child.id or ""):
            is_struct = isinstance(child.block, blocks.BaseStructBlock)
            errors[number] = (
                StructBlockValidationError(non_block_errors=found)
                if is_struct
                else ValidationError(found)
            )
    if not errors:
        return None
    error = StreamBlockValidationError(block_errors=errors)
    error.message = MARKED_BELOW
    return error
