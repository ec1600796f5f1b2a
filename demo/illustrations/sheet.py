"""A sheet of paper and a pen: what the drawings have in common.

Everything is drawn at three times its size and then made smaller, which smooths the lines. The
same code gives the same picture, to the byte, on the same version of Pillow.
"""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import Self

from PIL import Image, ImageDraw

Point = tuple[float, float]

WIDTH, HEIGHT = 1600, 1000
SCALE = 3

PAPER = "#fdfaf4"
ACCENT = "#00526e"
TINT = "#dff0f5"
TINT_DEEP = "#c3dfe8"
SAND = "#f4e6ce"
OCHRE = "#e3b47d"
WHITE = "#fffdf9"

PEN = 7.0
THIN = 4.5


class Sheet:
    """A drawing of 1600 by 1000 units. Methods give back the sheet, so that they chain."""

    def __init__(self, background: str = PAPER) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), background)
        self.draw = ImageDraw.Draw(self.image)

    def line(self, points: Sequence[Point], width: float = PEN, colour: str = ACCENT) -> Self:
        """Straight strokes with round ends and corners."""
        half = width * SCALE / 2
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        for (x1, y1), (x2, y2) in pairwise(scaled):
            length = hypot(x2 - x1, y2 - y1)
            if length:
                dx, dy = (y2 - y1) / length * half, (x1 - x2) / length * half
                corners = [
                    (x1 + dx, y1 + dy),
                    (x2 + dx, y2 + dy),
                    (x2 - dx, y2 - dy),
                    (x1 - dx, y1 - dy),
                ]
                self.draw.polygon(corners, fill=colour)
        for x, y in scaled:
            self.draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)
        return self

    def curve(self, points: Sequence[Point], width: float = PEN, colour: str = ACCENT) -> Self:
        """One smooth stroke through all points."""
        return self.line(smooth(points), width, colour)

    def shape(
        self,
        points: Sequence[Point],
        fill: str | None = None,
        width: float = PEN,
        colour: str = ACCENT,
    ) -> Self:
        """A closed outline with straight sides, filled if a fill is given."""
        if fill:
            self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)
        return self.line([*points, points[0]], width, colour) if width else self

    def blob(
        self,
        points: Sequence[Point],
        fill: str | None = None,
        width: float = PEN,
        colour: str = ACCENT,
    ) -> Self:
        """A closed, smooth outline through all points."""
        return self.shape(smooth(points, closed=True), fill, width, colour)

    def circle(
        self, x: float, y: float, r: float, fill: str | None = None, width: float = PEN
    ) -> Self:
        return self.oval(x, y, r, r, fill, width)

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        fill: str | None = None,
        width: float = PEN,
    ) -> Self:
        return self.shape(arc(x, y, rx, ry, 0, 360), fill, width)

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        r: float = 0,
        fill: str | None = None,
        width: float = PEN,
        colour: str = ACCENT,
    ) -> Self:
        """A rectangle with round corners."""
        if not r:
            corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
            return self.shape(corners, fill, width, colour)
        outline = [
            *arc(left + r, top + r, r, r, 180, 270),
            *arc(right - r, top + r, r, r, 270, 360),
            *arc(right - r, bottom - r, r, r, 0, 90),
            *arc(left + r, bottom - r, r, r, 90, 180),
        ]
        return self.shape(outline, fill, width, colour)

    def ground(self, y: float, left: float = 130, right: float = 1470) -> Self:
        """The line on which things stand."""
        return self.line([(left, y), (right, y)])

    def cloud(self, points: Sequence[Point], colour: str = TINT) -> Self:
        """A soft, unlined shape behind the things."""
        return self.blob(points, colour, width=0)

    def leaf(self, x: float, y: float, length: float, angle: float, fill: str = TINT_DEEP) -> Self:
        """A pointed leaf that grows from (x, y) in a direction (0 is right, -90 is up)."""
        along, across = direction(angle), direction(angle + 90)
        spread = length * 0.24

        def at(part: float, side: float) -> Point:
            return (
                x + along[0] * length * part + across[0] * spread * side,
                y + along[1] * length * part + across[1] * spread * side,
            )

        upper = smooth([at(0, 0), at(0.35, 1), at(0.7, 0.8), at(1, 0)])
        lower = smooth([at(1, 0), at(0.7, -0.8), at(0.35, -1), at(0, 0)])
        self.shape([*upper, *lower], fill, THIN)
        return self.line([at(0, 0), at(0.72, 0)], THIN)

    def png(self) -> bytes:
        """The finished picture."""
        out = BytesIO()
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        small.save(out, "PNG", optimize=True)
        return out.getvalue()


def direction(angle: float) -> Point:
    return cos(angle * pi / 180), sin(angle * pi / 180)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[Point]:
    """Points along an ellipse, clockwise from `start` to `end` degrees."""
    steps = max(8, round(abs(end - start) / 4))
    angles = [start + (end - start) * step / steps for step in range(steps + 1)]
    return [(x + rx * cos(a * pi / 180), y + ry * sin(a * pi / 180)) for a in angles]


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 18) -> list[Point]:
    """Points of a Catmull-Rom spline through all of `points`."""
    if closed:
        guides = [points[-1], *points, points[0], points[1]]
    else:
        guides = [points[0], *points, points[-1]]
    result = [
        _between(before, start, end, after, step / steps)
        for before, start, end, after in zip(
            guides, guides[1:], guides[2:], guides[3:], strict=False
        )
        for step in range(steps)
    ]
    return result if closed else [*result, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def axis(i: int) -> float:
        return 0.5 * (
            2 * b[i]
            + (c[i] - a[i]) * t
            + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t**2
            + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3
        )

    return axis(0), axis(1)
