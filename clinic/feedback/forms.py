"""The forms that readers fill in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clinic.feedback.cleaning import NAME_LENGTH, CleanTextField, WebsiteField
from clinic.feedback.guards import GuardedForm, check_links
from clinic.feedback.models import Comment, Subscription
from clinic.feedback.switches import Switches


class StarsForm(forms.Form):
    """Stars for a page; none takes one's own back."""

    stars = forms.TypedChoiceField(
        label=_("Was this article useful?"),
        choices=[
            (5, _("5 stars: very useful")),
            (4, _("4 stars: useful")),
            (3, _("3 stars: partly useful")),
            (2, _("2 stars: of little use")),
            (1, _("1 star: of no use")),
            ("", _("no rating")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class VoteForm(forms.Form):
    """A vote on a comment."""

    value = forms.TypedChoiceField(choices=[(1, _("up")), (-1, _("down"))], coerce=int)


class TextForm(GuardedForm):
    """A text of one's own, changed."""

    purpose = "edit"

    text = CleanTextField(label=_("Your comment"))

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        check_links(text)
        return text


class CommentForm(GuardedForm):
    """A comment, a reply or an answer to an inline question."""

    purpose = "comment"

    text = CleanTextField(label=_("Your comment"))
    name = CleanTextField(
        label=_("Name"),
        length=NAME_LENGTH,
        one_line=True,
        help_text=_("Shown beside the comment. It need not be your real one."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Not shown to anybody. We write if we cannot publish the comment."),
    )
    website = WebsiteField(label=_("Website"))
    notify = forms.ChoiceField(
        label=_("Send me an e-mail about"),
        required=False,
        choices=[
            ("", _("nothing")),
            (Subscription.Kind.MINE, _("new replies to my comments")),
            (Subscription.Kind.COMMENTS, _("new follow-up comments")),
        ],
    )
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)
    question = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    field_order = ["text", "name", "email", "website", "notify"]

    def __init__(self, *args: Any, on: Switches, is_staff: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "nickname"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["website"].widget.attrs["autocomplete"] = "url"
        if not on.subscriptions:
            del self.fields["notify"]
        if is_staff:  # known by their account
            for name in ("name", "email", "website", "notify", "altcha"):
                self.fields.pop(name, None)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        check_links(text)
        return text


class PrivateForm(GuardedForm):
    """A message to the clinic alone."""

    purpose = "private"

    text = CleanTextField(label=_("Your message"))
    name = CleanTextField(label=_("Name"), length=NAME_LENGTH, one_line=True, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    telephone = CleanTextField(label=_("Telephone"), length=40, one_line=True, required=False)

    field_order = ["text", "name", "email", "telephone"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        missing = not (cleaned.get("email") or cleaned.get("telephone"))
        if missing and not {"email", "telephone"} & self.errors.keys():
            raise ValidationError(
                _("Tell us an e-mail address or a telephone number, so that we can answer.")
            )
        return cleaned


class SubscribeForm(GuardedForm):
    """A wish for mail about a page, or about the replies to one comment."""

    purpose = "subscribe"

    kind = forms.ChoiceField(
        label=_("Send me an e-mail about"),
        choices=[
            (Subscription.Kind.COMMENTS, _("new follow-up comments")),
            (Subscription.Kind.MINE, _("new replies to my comments")),
        ],
        initial=Subscription.Kind.COMMENTS,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("You get one mail to confirm it. Every mail has a link that ends them."),
    )
    comment = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ["kind", "email"]

    def __init__(self, *args: Any, comment: Comment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        if comment is not None:
            self.fields["kind"] = forms.CharField(
                widget=forms.HiddenInput, required=False, disabled=True, initial="replies"
            )
            self.initial["comment"] = comment.pk


class OwnForm(GuardedForm):
    """A wish for the link to one's own page."""

    purpose = "own"

    email = forms.EmailField(label=_("E-mail"), max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class EraseForm(forms.Form):
    """That somebody means it."""

    sure = forms.BooleanField(label=_("Yes, erase everything for good"))
