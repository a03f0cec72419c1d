"""Pages of HTML that need nothing else: templates of the room that owns a page, over one head, all text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from songngu import __version__
from songngu.corpus.formats.fields import FORBIDDEN

if TYPE_CHECKING:
    from jinja2 import Template

_FORBIDDEN = re.compile(FORBIDDEN)


def page_of(room: str, name: str, **values: Any) -> str:
    """Return the page that the template ``name`` in the folder ``data`` of a room makes of values.

    What they hold is text: it is escaped, and characters that HTML forbids are shown as the replacement character.
    """
    return _template(room, name).render(values)


def parts_of_page(room: str, name: str, **values: Any) -> Iterator[str]:
    """Yield a page as `page_of` makes it, part by part: iterators among the values are read as it is made."""
    yield from map(str, _template(room, name).generate(values))


@cache
def _template(room: str, name: str) -> Template:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    rooms = dict.fromkeys((room, "corpus"))  # which has the head of every page
    made = Environment(
        loader=ChoiceLoader([PackageLoader(f"songngu.{each}", "data") for each in rooms]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_permitted,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["version"] = __version__
    return made.get_template(name)


def _permitted(value: object) -> object:
    return _FORBIDDEN.sub("\ufffd", value) if type(value) is str and not value.isprintable() else value
