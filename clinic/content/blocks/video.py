"""Videos that load by a click only."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import TextBlock
from clinic.content.blocks.image import PictureBlock


class Video(NamedTuple):
    """A video on a site that can be framed."""

    provider: str
    embed_url: str


def video_from(url: str) -> Video | None:
    """The video that a YouTube or Vimeo address names, or None."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no IPv6 address
        return None
    if parts.scheme not in ("http", "https"):
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    steps = [step for step in parts.path.split("/") if step]
    identifier = ""
    if host == "youtu.be" and steps:
        identifier = steps[0]
    elif host in ("youtube.com", "youtube-nocookie.com"):
        if steps[:1] in (["embed"], ["shorts"], ["live"]) and len(steps) > 1:
            identifier = steps[1]
        elif steps == ["watch"]:
            identifier = parse_qs(parts.query).get("v", [""])[0]
    if re.fullmatch(r"[A-Za-z0-9_-]{11}", identifier):
        return Video("YouTube", f"https://www.youtube-nocookie.com/embed/{identifier}")
    if host in ("vimeo.com", "player.vimeo.com"):
        number = next((step for step in steps if step.isascii() and step.isdigit()), "")
        if number:
            return Video("Vimeo", f"https://player.vimeo.com/video/{number}?dnt=1")
    return None


def validate_video_url(url: str) -> None:
    """Raise ValidationError unless the address names a video on YouTube or Vimeo."""
    if video_from(url) is None:
        raise ValidationError(_("Give the address of one video on YouTube or Vimeo."))


class VideoValue(blocks.StructValue):
    @cached_property
    def _video(self) -> Video | None:
        return video_from(self["url"] or "")

    @property
    def provider_name(self) -> str:
        return self._video.provider if self._video else ""

    @property
    def embed_url(self) -> str:
        return self._video.embed_url if self._video else ""

    @property
    def watch_url(self) -> str:
        return self["url"] if self._video else ""


class VideoBlock(blocks.StructBlock):
    """A video that loads by a click only."""

    url = blocks.URLBlock(
        label=_("Address of the video"),
        validators=[validate_video_url],
        help_text=_("On YouTube or Vimeo. Nothing is loaded from there before a reader asks."),
    )
    title = blocks.CharBlock(
        label=_("Title"), max_length=160, help_text=_("What a reader will see in it.")
    )
    duration = blocks.CharBlock(
        label=_("Length"), required=False, max_length=40, help_text=_("For example: 4 minutes")
    )
    poster = PictureBlock(label=_("Still picture"), required=False)
    transcript = TextBlock(
        label=_("Transcript"),
        required=False,
        help_text=_("What is said and shown, for those who cannot hear or watch it."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        label_format = "{title}"
        description = _("A video that loads only when a reader clicks on it.")
        template = "content/blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "url": "https://vimeo.com/1084537",
            "title": "A walk through the clinic",
            "duration": "4 minutes",
            "poster": None,
            "transcript": "<p>The door opens, a nurse greets you.</p>",
        }
