"""A stand-in for the drawings, whose sizes and formats are made in no time."""

from io import BytesIO

from PIL import Image


def _small_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (16, 10), "white").save(out, "PNG")
    return out.getvalue()


SMALL_PICTURE = _small_picture()
