"""What a format of glossaries is, and what it may need to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.glossary.concept import Glossary

if TYPE_CHECKING:
    from songngu.glossary.formats.losses import GlossaryReading, Loss

LANGS = ("vi", "en")


@dataclass(frozen=True, slots=True)
class GlossaryOptions:
    """What some formats need to know: the pair of languages, and how TBX and DeepL files are to be."""

    langs: tuple[str, str] = LANGS
    dialect: str = "basic"
    style: str = "dca"
    columns: int = 4


Read = Callable[[Path, bytes, GlossaryOptions], "GlossaryReading"]
Write = Callable[[Glossary, GlossaryOptions], tuple[bytes, "list[Loss]"]]


@dataclass(frozen=True, slots=True)
class GlossaryFormat:
    """A format: its name, the suffixes that mean it, how it is read and written, whether it is of two languages."""

    name: str
    suffixes: tuple[str, ...]
    read: Read
    write: Write
    of_a_pair: bool = False
