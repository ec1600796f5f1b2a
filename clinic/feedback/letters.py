"""What each mail of feedback says.

A mail names the page and has a link. It never holds a comment's text or its author's name: mail
is read over shoulders, and kept where nobody can erase it.
"""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from clinic.feedback.models import Comment, RejectReason, Subscription
from clinic.feedback.tokens import Purpose, new_token

Kind = Subscription.Kind


@dataclass
class Letter:
    """A mail before it is drawn as text and as HTML. Addresses are complete."""

    to: str
    subject: str
    paragraphs: list[str]
    button: str = ""
    address: str = ""
    footer: list[str] = field(default_factory=list)
    # Where one request ends what brought this mail (RFC 8058).
    unsubscribe: str = ""


def absolute(site: Site, name: str, *args: object) -> str:
    """The complete address of one of our own views."""
    return f"{site.root_url}{reverse(f'feedback:{name}', args=args)}"


def title_of(page: Page) -> str:
    """A page's title in one line."""
    return Truncator(" ".join(page.title.split())).chars(120)


def confirmation(site: Site, subscription: Subscription) -> Letter:
    """Asks whether the address wants what somebody asked for."""
    secret = new_token(Purpose.CONFIRM, subscription=subscription)
    title = title_of(subscription.page)
    return Letter(
        to=subscription.email,
        subject=_("Please confirm: mail about “%(title)s”") % {"title": title},
        paragraphs=[
            _("Somebody, probably you, asked us to write to this address about %(what)s.")
            % {"what": what_about(subscription)},
            _(
                "Press the button to say yes. Without that nothing is sent; the link is good "
                "for 48 hours."
            ),
        ],
        button=_("Yes, write to me"),
        address=absolute(site, "confirm", secret),
        footer=[_("If it was not you, do nothing: this address is forgotten again.")],
    )


def known_already(site: Site, subscription: Subscription) -> Letter:
    """Answers a wish that is fulfilled already."""
    return _with_way_out(
        site,
        subscription,
        Letter(
            to=subscription.email,
            subject=_("You already get mail about “%(title)s”")
            % {"title": title_of(subscription.page)},
            paragraphs=[
                _("Somebody, probably you, asked us to write to this address about %(what)s.")
                % {"what": what_about(subscription)},
                _("We do already, and nothing has changed."),
            ],
            button=_("Go to the article"),
            address=subscription.page.full_url,
        ),
    )


def news(site: Site, subscription: Subscription, comment: Comment) -> Letter:
    """Tells a subscriber of a new comment."""
    title = title_of(comment.page)
    if subscription.kind == Kind.COMMENTS:
        subject = _("A new comment on “%(title)s”") % {"title": title}
        told = _("There is a new comment on “%(title)s”.") % {"title": title}
    elif subscription.kind == Kind.MINE:
        subject = _("A reply to your comment on “%(title)s”") % {"title": title}
        told = _("Somebody replied to your comment on “%(title)s”.") % {"title": title}
    else:
        subject = _("A new reply on “%(title)s”") % {"title": title}
        told = _("There is a reply to the comment on “%(title)s” that you follow.") % {
            "title": title
        }
    return _with_way_out(
        site,
        subscription,
        Letter(
            to=subscription.email,
            subject=subject,
            paragraphs=[told],
            button=_("Read it"),
            address=absolute(site, "comment", comment.pk),
        ),
    )


def what_about(subscription: Subscription) -> str:
    """What a subscription brings, within a sentence."""
    values = {"title": title_of(subscription.page)}
    if subscription.kind == Kind.COMMENTS:
        return _("new comments on “%(title)s”") % values
    if subscription.kind == Kind.MINE:
        return _("replies to your comments on “%(title)s”") % values
    return _("replies to a comment on “%(title)s”") % values


def _with_way_out(site: Site, subscription: Subscription, letter: Letter) -> Letter:
    secret = new_token(Purpose.UNSUBSCRIBE, subscription=subscription)
    letter.unsubscribe = absolute(site, "unsubscribe", secret)
    letter.footer = [
        _("You get this because you asked for mail about %(what)s.")
        % {"what": what_about(subscription)},
        _("To end it: %(address)s") % {"address": letter.unsubscribe},
        _("All of your subscriptions and comments: %(address)s")
        % {"address": absolute(site, "own")},
    ]
    return letter


def own_link(site: Site, email: str, language: str) -> Letter:
    """The way to one's own page."""
    secret = new_token(Purpose.MANAGE, email=email)
    return Letter(
        to=email,
        subject=_("Your comments and subscriptions"),
        paragraphs=[
            _(
                "Somebody, probably you, asked for this link. It shows what we keep about this "
                "address, and lets you take it with you, end it or erase it."
            ),
            _("The link is good for two hours."),
        ],
        button=_("See what is kept"),
        address=f"{absolute(site, 'own_data', secret)}?language={language}",
        footer=[_("If it was not you, do nothing. Nobody else has this link.")],
    )


def approved(site: Site, comment: Comment) -> Letter:
    """Tells an author that a comment is public."""
    values = {"title": title_of(comment.page)}
    return _to_author(
        site,
        comment,
        Letter(
            to=comment.email,
            subject=_("Your comment on “%(title)s” is published") % values,
            paragraphs=[_("Thank you. Your comment on “%(title)s” is now public.") % values],
            button=_("See it"),
            address=absolute(site, "comment", comment.pk),
        ),
    )


def answered(site: Site, comment: Comment, answer: Comment) -> Letter:
    """Tells an author that the clinic answered."""
    values = {"title": title_of(comment.page)}
    return _to_author(
        site,
        comment,
        Letter(
            to=comment.email,
            subject=_("An answer to your comment on “%(title)s”") % values,
            paragraphs=[_("The clinic answered your comment on “%(title)s”.") % values],
            button=_("Read the answer"),
            address=absolute(site, "comment", answer.pk),
        ),
    )


def rejected(site: Site, comment: Comment, reason: RejectReason | None) -> Letter:
    """Tells an author why a comment, or the edit of one, is not published, and where it can be
    changed."""
    values = {"title": title_of(comment.page)}
    secret = new_token(Purpose.CHANGE, comment=comment)
    return _to_author(
        site,
        comment,
        Letter(
            to=comment.email,
            subject=(
                _("Your change of a comment on “%(title)s” is not published")
                if comment.is_published
                else _("Your comment on “%(title)s” is not published yet")
            )
            % values,
            paragraphs=[
                (
                    _(
                        "We could not publish your change of a comment on “%(title)s”; the "
                        "comment is as it was."
                    )
                    if comment.is_published
                    else _("We could not publish your comment on “%(title)s” as it is.")
                )
                % values,
                *([reason.text] if reason else []),
                _("What you wrote is not lost: you can change it and send it again."),
            ],
            button=_("Change it"),
            address=absolute(site, "change_by_mail", secret),
        ),
    )


def diverted(site: Site, page: Page, email: str) -> Letter:
    """Tells an author that a comment went to the private inbox."""
    values = {"title": title_of(page)}
    return Letter(
        to=email,
        subject=_("Your comment on “%(title)s” went to the clinic alone") % values,
        paragraphs=[
            _(
                "Your comment on “%(title)s” seemed too personal to be public. It is not on the "
                "page: only the clinic reads it, as a private message."
            )
            % values,
        ],
        button=_("Go to the article"),
        address=page.full_url,
        footer=[_written_by_another(site)],
    )


def waiting(site: Site, to: str, address: str) -> Letter:
    """Tells the moderators that something waits."""
    return Letter(
        to=to,
        subject=_("Readers’ feedback waits for a moderator"),
        paragraphs=[_("There is something new in the queue.")],
        button=_("Open the queue"),
        address=address,
        footer=[_("More may have come since: this is not sent again within ten minutes.")],
    )


def _to_author(site: Site, comment: Comment, letter: Letter) -> Letter:
    letter.footer.append(_written_by_another(site))
    return letter


def _written_by_another(site: Site) -> str:
    return _("If you did not write it, somebody used your address. Erase it here: %(address)s") % {
        "address": absolute(site, "own")
    }
