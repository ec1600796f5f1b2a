"""The published sources on which the demonstration's articles stand.

A field is empty where it could not be checked; nothing here is guessed.
"""

from demo.references.depression import DEPRESSION
from demo.references.ketamine import KETAMINE
from demo.shapes import Source

SOURCES: dict[str, Source] = {**KETAMINE, **DEPRESSION}
