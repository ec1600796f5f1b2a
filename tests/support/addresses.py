"""Every address of the site: what the resolver knows, filled with the keys of things there are."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver, reverse


class View(NamedTuple):
    """An address of the site: its name ("namespace:name"; empty for one that has none), how it
    begins, and the names of what stands for its arguments."""

    name: str
    route: str
    arguments: tuple[str, ...]

    @property
    def room(self) -> str:
        """The namespace, or "" where it has none."""
        return self.name.rpartition(":")[0]

    def address(self, things: Mapping[str, Any]) -> str:
        """The address of these things. A key is an argument's name, which one with the room
        before it ("room:argument") overrules."""
        values = [
            things.get(f"{self.name}:{argument}", things.get(f"{self.room}:{argument}"))
            or things[argument]
            for argument in self.arguments
        ]
        if self.arguments and self.arguments[0].isdigit():
            return reverse(self.name, args=values)
        return reverse(self.name, kwargs=dict(zip(self.arguments, values, strict=True)))


def views(start: str = "") -> list[View]:
    """All whose route begins so."""
    return [view for view in _walk(get_resolver()) if view.route.startswith(start)]


def _walk(
    resolver: URLResolver, route: str = "", room: str = "", above: tuple[str, ...] = ()
) -> Iterator[View]:
    for pattern in resolver.url_patterns:
        below = route + str(pattern.pattern).lstrip("^")
        arguments = above + _arguments(pattern)
        if isinstance(pattern, URLPattern):
            name = f"{room}{pattern.name}" if pattern.name else ""
            yield View(name, below, arguments)
        else:
            space = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from _walk(pattern, below, space, arguments)


def _arguments(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    """Their names, or their numbers where they have none."""
    regex = re.compile(pattern.pattern.regex)
    return tuple(regex.groupindex) or tuple(map(str, range(regex.groups)))
