"""Messages to a reader: English text that remembers what it was made of, so that it can be told in another language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


class Message(str):
    """A text made of a ``template`` and ``values`` for its fields in braces, values that are messages told likewise.

    It is the English text wherever a text is asked for: reports for programs and fingerprints know nothing else.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Message:
        """Return the message in English; braces of a template without values are braces."""
        made = super().__new__(cls, template.format_map(values) if values else template)
        made.template, made.values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], Mapping[str, object]]:
        """Return what makes the message anew, where it goes to another process."""
        return (self.template,), self.values

    def as_json(self) -> dict[str, Any]:
        """Return template and values as JSON can hold them."""
        values = {name: v.as_json() if isinstance(v, Message) else v for name, v in self.values.items()}
        return {"template": self.template, "values": values}

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> Message:
        """Return the message that `as_json` told."""
        values = {name: cls.from_json(v) if isinstance(v, dict) else v for name, v in entry["values"].items()}
        return cls(entry["template"], **values)


def figure(number: str) -> str:
    """Return a number that is written as in English (1,234 or 0.5) as a message, as other languages write its marks."""
    if "." in number:
        whole, _, part = number.rpartition(".")
        return Message("{whole}.{part}", whole=figure(whole), part=part)
    thousands, mark, rest = number.rpartition(",")
    return Message("{thousands},{rest}", thousands=figure(thousands), rest=rest) if mark else number


def told(text: str, translated: Callable[[str], str]) -> str:
    """Return a text in the language that ``translated`` puts templates and whole texts into."""
    if not isinstance(text, Message) or not text.values:
        return translated(text)
    values = {name: told(v, translated) if isinstance(v, Message) else v for name, v in text.values.items()}
    return translated(text.template).format_map(values)
