"""Results as a Markdown table."""

from collections.abc import Sequence

DASH = "–"


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns of a width; what is no text stands to the right."""
    cells = [[*map(_cell, row)] for row in rows]
    right = [all(not isinstance(row[place], str) for row in rows) for place in range(len(heads))]
    widths = [max(len(row[place]) for row in [heads, *cells]) for place in range(len(heads))]

    def line(row: Sequence[str]) -> str:
        padded = [
            text.rjust(width) if is_right else text.ljust(width)
            for text, width, is_right in zip(row, widths, right, strict=True)
        ]
        return f"| {' | '.join(padded)} |"

    rule = [
        "-" * (width - 1) + ":" if is_right else "-" * width
        for width, is_right in zip(widths, right, strict=True)
    ]
    return "\n".join([line(heads), line(rule), *map(line, cells)])


def _cell(value: object) -> str:
    if value is None:
        return DASH
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def share(file_rate: float, rate: float) -> str:
    """How a rate compares with the file's: "1/900" for one in so many, or "0.93"."""
    times = file_rate / rate
    return f"1/{times:,.0f}" if times >= 10 else f"{1 / times:.2f}"
