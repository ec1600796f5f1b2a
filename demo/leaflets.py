"""Pages to print: small PDF files, set in the fonts that every reader has.

The same words stand on a page of the clinic too, so nobody depends on the file.
"""

from dataclasses import dataclass
from functools import cache

A4 = (595, 842)
MARGIN = 64
ACCENT = "0 0.322 0.431"
RULE = "0.765 0.875 0.910"


@dataclass(frozen=True)
class Leaflet:
    """A page with numbered prompts, each with lines to write on."""

    title: str
    lead: str
    prompts: list[str]
    lines: int


LEAFLETS: dict[str, Leaflet] = {
    "questions": Leaflet(
        title="Questions to bring to your appointment",
        lead="Choose what you want to ask. Write down the answers, or ask somebody to.",
        prompts=[
            "What do you think I have, and what else could it be?",
            "What are my choices, and what if we do nothing new?",
            "Of a hundred people like me, how many does this help, and for how long?",
            "What may go wrong, how often, and what do I do then?",
            "How will we know that it works, and on which day do we decide?",
            "How do I stop, and can I stop at any time?",
            "Does it go with everything else that I take?",
            "Whom do I ring if I get worse at night?",
            "My own question:",
        ],
        lines=1,
    ),
    "safety-plan": Leaflet(
        title="My safety plan",
        lead="Begin at 1. Go on only as far as you need. In danger, call 999 at once.",
        prompts=[
            "My warning signs",
            "What I can do alone",
            "Where I can be among people",
            "Whom I can tell (name and number)",
            "Who helps for a living: my GP, my team, NHS 111, Samaritans 116 123",
            "How I make it safer around me",
        ],
        lines=2,
    ),
}

FOOT = "Fernlight Clinic is invented. This page is a demonstration; the telephone lines are real."


@cache
def pdf(key: str) -> bytes:
    """The leaflet as a PDF file of one page."""
    leaflet = LEAFLETS[key]
    return _file(leaflet.title, _page(leaflet))


def _page(leaflet: Leaflet) -> str:
    """The drawing commands of the page, from the top down."""
    width, height = A4
    y: float = height - 92
    commands = [_words(leaflet.title, MARGIN, y, "Serif", 23, ACCENT)]
    y -= 30
    commands.append(_words(leaflet.lead, MARGIN, y, "Sans", 11.5))
    y -= 20
    commands.append(_rule(MARGIN, width - MARGIN, y, 1.4, ACCENT))
    y -= 36
    line_gap = 24
    room = (y - 80) / len(leaflet.prompts)
    for number, prompt in enumerate(leaflet.prompts, start=1):
        commands.append(_words(f"{number}", MARGIN, y, "Serif", 15, ACCENT))
        commands.append(_words(prompt, MARGIN + 26, y, "Sans", 12))
        for line in range(1, leaflet.lines + 1):
            commands.append(_rule(MARGIN + 26, width - MARGIN, y - line * line_gap - 4, 0.7, RULE))
        y -= room
    commands.append(_words(FOOT, MARGIN, 46, "Sans", 8.5))
    return "\n".join(commands)


def _words(
    text: str, x: float, y: float, font: str, size: float, colour: str = "0.1 0.12 0.15"
) -> str:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {colour} rg /{font} {size} Tf {x} {y:.1f} Td ({escaped}) Tj ET"


def _rule(left: float, right: float, y: float, width: float, colour: str) -> str:
    return f"{colour} RG {width} w {left} {y:.1f} m {right} {y:.1f} l S"


def _file(title: str, page: str) -> bytes:
    """A PDF of one page (ISO 32000-1), with its title and language for screen readers."""
    content = page.encode("cp1252")
    fonts = "".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>"
        for name, base in (("Sans", "Helvetica"), ("Serif", "Times-Roman"))
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) "
        "/ViewerPreferences << /DisplayDocTitle true >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Contents 4 0 R "
        f"/Resources << /Font << {fonts} >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{page}\nendstream",
        f"<< /Title ({title}) >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    return out + (
        f"xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {count} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("ascii")
