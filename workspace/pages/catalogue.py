"""The interface in the reader's language: gettext catalogues, PO files by what speaks and the language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from songngu.corpus.errors import UsageError
from songngu.corpus.formats.po.entry import PoEntry, entries, unescaped
from songngu.corpus.language.message import told

LANGUAGES = ("en", "vi")
"""English is what templates and messages are written in; every other language has catalogues."""


class Catalogue:
    """The messages of the interface in one language; what it lacks is shown in English.

    Vietnamese and English alone: a plural form is chosen by whether the number is one.
    Raises UsageError for a language there is no catalogue of.
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise UsageError(f"--ui-lang {lang}: there is no such interface", hint=f"known are {', '.join(LANGUAGES)}")
        self.lang = lang
        self.messages = {} if lang == "en" else dict(_messages(lang))

    def gettext(self, message: str) -> str:
        """Return a message in the language of the interface."""
        return self.messages.get(message, message)

    def told(self, message: str) -> str:
        """Return a message with values in it, as those of `check`, in the language of the interface."""
        return told(message, self.gettext)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the form of a message that goes with a number."""
        chosen = one if number == 1 else many
        return self.messages.get(chosen, chosen)


def _messages(lang: str) -> Iterator[tuple[str, str]]:
    held = files("songngu.workspace.pages").joinpath("catalogues").iterdir()
    texts = [each.read_text(encoding="utf-8") for each in held if each.name.endswith(f".{lang}.po")]
    for entry in (entry for text in texts for entry in entries(enumerate(text.splitlines(), 1))):
        if isinstance(entry, PoEntry) and not entry.is_header:
            for name, translation in entry.forms:
                if entry.strings.get(translation):
                    yield unescaped(entry.strings[name]), unescaped(entry.strings[translation])
