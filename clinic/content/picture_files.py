"""Uploaded pictures drawn anew: without what a camera writes into them, and nothing after them."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from PIL import Image, ImageOps, ImageSequence

# How a picture is drawn, beside its dots.
KEPT = {"icc_profile", "transparency", "background", "loop"}
# A telephone's picture in several parts; the first is the picture.
FORMATS = {"MPO": "JPEG"}
QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "subsampling": 0, "optimize": True},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 88},
    "PNG": {"optimize": True},
}


def drawn_anew(upload: Any) -> InMemoryUploadedFile:
    """The picture of a file in the file's own format, upright, with its colours and frames.

    Where it was taken, with what and when (EXIF, XMP, comments) is left out: clinics photograph
    people and rooms. So is whatever was hidden behind the picture.
    """
    upload.seek(0)
    with Image.open(upload) as picture:
        kind = FORMATS.get(picture.format or "", picture.format or "")
        if kind != "JPEG" and getattr(picture, "is_animated", False):
            durations = [_duration(frame) for frame in ImageSequence.Iterator(picture)]
            options = {**_kept(picture), "save_all": True, "duration": durations}
            drawn: Image.Image = picture
        else:
            drawn = ImageOps.exif_transpose(picture)
            options = _kept(drawn)
            drawn.info.clear()
            drawn.info.update(options)
        content = BytesIO()
        drawn.save(content, kind, exif=b"", **options, **QUALITY.get(kind, {}))
    return InMemoryUploadedFile(
        content, None, upload.name, upload.content_type, content.tell(), None
    )


def _kept(picture: Image.Image) -> dict[str, Any]:
    return {name: value for name, value in picture.info.items() if name in KEPT}


def _duration(frame: Image.Image) -> float:
    """Milliseconds; some formats tell them once the frame is read."""
    frame.load()
    return frame.info.get("duration", 0)
