"""The extraction of a file's text: what is asked for, and what the reader notes on its way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from songngu.corpus.document import Span


class Wrap(StrEnum):
    """What a line break in plain text is: told from the lines, or always the end of a paragraph."""

    AUTO = "auto"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is known of a file before it is read: its language and encoding, None where nothing says.

    ``langs`` are the languages one of which a file of an unknown one is expected to be in.
    """

    lang: str | None = None
    encoding: str | None = None
    langs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """Text of a file that is in no block, and why.

    ``span`` is where it stands in a file that is text; in one that is not, ``place`` is the locator of where it stood.
    """

    reason: str
    text: str
    place: str = ""
    span: Span | None = None


@dataclass(slots=True)
class Extraction:
    """One reading of one file.

    ``lang`` is its language, ``encoding`` that which the user names, ``main`` asks for the main text of a web page
    only. Readers add what they leave out to ``omissions`` and what the user has to know to ``warnings``.
    """

    lang: str = "vi"
    encoding: str | None = None
    main: bool = False
    wrap: Wrap = Wrap.AUTO
    omissions: list[Omission] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def omit(self, reason: str, text: str, place: str = "") -> None:
        """Note text that stands at ``place`` and is left out; white space is none."""
        if text and not text.isspace():
            self.omissions.append(Omission(reason, text, place))

    def omit_span(self, reason: str, raw: str, span: Span) -> None:
        """Note that a stretch of a file that is text is left out."""
        text = raw[span.start : span.end]
        if text and not text.isspace():
            self.omissions.append(Omission(reason, text, span=span))

    def warn(self, message: str) -> None:
        """Note something for the person who gave the file, once."""
        if message not in self.warnings:
            self.warnings.append(message)
