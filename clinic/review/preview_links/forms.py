"""What a reader of a preview sends, and what an editor fills in for a link."""

from collections.abc import Iterator, Sequence
from secrets import token_urlsafe
from typing import Any

from django import forms
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from clinic.review.differences import Change
from clinic.review.preview_links.mail import tell_maker
from clinic.review.preview_links.models import PreviewComment, PreviewLink

_SALT = "clinic.review.preview"
_STAMP_LIFE = 24 * 60 * 60  # seconds
_PREFIX = "on-"
COMMENTS_ON_A_LINK = 500


class FeedbackForm(forms.Form):
    """Comments on the parts of a page and on all of it, and an advisory verdict, sent together
    under one name."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    verdict = forms.ChoiceField(
        label=_("Your advice"),
        choices=[("", _("I only comment")), *PreviewComment.Verdict.choices],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
    text = forms.CharField(
        label=_("About the page as a whole"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    data: Any

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, link: PreviewLink, changes: Sequence[Change], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.link = link
        self.labels = {change.key: change.label for change in changes}
        for key, label in self.labels.items():
            self.fields[_PREFIX + key] = forms.CharField(
                label=_("Your comment on “%(part)s”") % {"part": label},
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.fields["stamp"].initial = self._new_stamp()

    def _new_stamp(self) -> str:
        return signing.dumps({"link": self.link.pk, "once": token_urlsafe(12)}, salt=_SALT)

    def on_part(self, key: str) -> forms.BoundField:
        """The field for a comment on a part of the page."""
        return self[_PREFIX + key]

    def clean_stamp(self) -> str:
        """What makes this filled-in form one, however often it is sent."""
        try:
            stamp = signing.loads(self.cleaned_data["stamp"], salt=_SALT, max_age=_STAMP_LIFE)
            is_ours = stamp["link"] == self.link.pk
        except signing.BadSignature:
            is_ours = False
        if not is_ours:
            # Shown again with a new one, and with all that was written.
            self.data = self.data.copy()
            self.data["stamp"] = self._new_stamp()
            raise forms.ValidationError(
                _("This page was open for a long time. Please send your answer again.")
            )
        return str(stamp["once"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = [cleaned.get("verdict"), cleaned.get("text")]
        said += [text for _key, text in self._on_parts(cleaned)]
        if not any(said):
            self.add_error(None, _("Write a comment or give your advice."))
        count = self.link.comments.count()
        if count + sum(map(bool, said)) > COMMENTS_ON_A_LINK:
            self.add_error(
                None,
                ngettext(
                    "This link has taken its one comment. Please write to whoever sent it.",
                    "This link has taken all of its %(number)d comments. Please write to whoever "
                    "sent it.",
                    COMMENTS_ON_A_LINK,
                )
                % {"number": COMMENTS_ON_A_LINK},
            )
        return cleaned

    def _on_parts(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for key in self.labels:
            if text := cleaned.get(_PREFIX + key):
                yield key, text

    def save(self) -> None:
        """Keep what was said; nothing, the second time."""
        cleaned = self.cleaned_data
        shared = {"link": self.link, "name": cleaned["name"], "submission": cleaned["stamp"]}
        comments = [
            PreviewComment(part=key[:100], part_label=self.labels[key][:255], text=text, **shared)
            for key, text in self._on_parts(cleaned)
        ]
        verdict = cleaned["verdict"]
        if verdict or cleaned["text"]:
            comments.append(PreviewComment(verdict=verdict, text=cleaned["text"], **shared))
        with transaction.atomic():
            PreviewLink.objects.select_for_update().get(pk=self.link.pk)
            if self.link.comments.filter(submission=cleaned["stamp"]).exists():
                return
            PreviewComment.objects.bulk_create(comments, ignore_conflicts=True)
            transaction.on_commit(lambda: tell_maker.enqueue(self.link.pk, verdict))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code from the mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 12}
        ),
    )


class LinkForm(forms.ModelForm):
    """What an editor says about a new link."""

    days = forms.TypedChoiceField(
        label=_("Expires after"),
        coerce=int,
        initial=7,
        choices=[
            (1, _("1 day")),
            (3, _("3 days")),
            (7, _("7 days")),
            (14, _("14 days")),
            (30, _("30 days")),
        ],
    )

    class Meta:
        model = PreviewLink
        fields = ["purpose", "email"]
