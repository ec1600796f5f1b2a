"""The demonstration's pictures: line drawings, made by the code next to this file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from demo.illustrations import rooms, things
from demo.illustrations.sheet import Sheet


@dataclass(frozen=True)
class Illustration:
    """A drawing, and what it shows in words."""

    title: str
    alt: str
    make: Callable[[], Sheet]


ILLUSTRATIONS: dict[str, Illustration] = {
    "clinic": Illustration(
        "The clinic",
        "A small white house with an arched door and two windows, a tree on its left and a bench "
        "on its right.",
        rooms.clinic_house,
    ),
    "armchair": Illustration(
        "Treatment room",
        "A quiet room: a reclining chair with a blanket, an infusion stand behind it, a window "
        "with hills and a low sun, a cup of tea on a small table.",
        rooms.armchair_room,
    ),
    "two-people": Illustration(
        "Two people talking",
        "Two people sit facing each other over two cups of tea. One speaks, the other listens.",
        rooms.two_people,
    ),
    "window": Illustration(
        "Window with a plant",
        "A window between two curtains. On the sill a leafy plant in a pot, two books and a cup; "
        "outside, hills and the sun.",
        rooms.window_and_plant,
    ),
    "telephone": Illustration(
        "Telephone by night",
        "A telephone on a table under a lit lamp. Outside the window, stars and a crescent moon.",
        rooms.telephone_by_night,
    ),
    "path": Illustration(
        "Path with stations",
        "A path winds over hills towards the sun. Five round markers stand along it like stations.",
        things.path_with_stations,
    ),
    "curve": Illustration(
        "An effect over days",
        "A curve on a calendar page without dates: it rises steeply, then falls slowly back to "
        "where it began.",
        things.effect_over_days,
    ),
    "medicines": Illustration(
        "Medicines and a diary",
        "A box of tablets, a strip, a glass of water, and a diary in which the marks grow fewer "
        "from line to line.",
        things.medicines_and_diary,
    ),
    "spray-and-drip": Illustration(
        "Spray and drip",
        "On the left a nasal spray, on the right an infusion bag on a stand.",
        things.spray_and_drip,
    ),
}


@cache
def png(key: str) -> bytes:
    """The drawing as a PNG file."""
    return ILLUSTRATIONS[key].make().png()
