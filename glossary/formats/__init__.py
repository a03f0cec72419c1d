"""Formats of glossaries: one module each, and the registry that chooses among them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import InputError, UsageError
from songngu.glossary.concept import Glossary
from songngu.glossary.formats.format import GlossaryFormat, GlossaryOptions

if TYPE_CHECKING:
    from songngu.corpus.files.registry import Registry
    from songngu.glossary.formats.losses import GlossaryReading, Loss

__all__ = ["GlossaryFormat", "GlossaryOptions", "export", "format_of", "formats", "read_glossary", "read_with_losses"]

_CONFLICT = re.compile(rb"^<{7}(?: [^\r\n]*)?\r?\n(?s:.*?)^={7}\r?\n(?s:.*?)^>{7}(?: |\r?$)", re.MULTILINE)
_UNREAD = "head its columns with their languages (vi, English …), or name the format with --format"


def read_glossary(path: str | Path, format: str | None = None, options: GlossaryOptions | None = None) -> Glossary:
    """Read a glossary from a file of any format, chosen by its suffix and, for CSV, by its first row.

    Raises InputError, naming file, line and column where known, and UsageError for an unknown format.
    """
    return read_with_losses(path, format, options).glossary


def read_with_losses(
    path: str | Path, format: str | None = None, options: GlossaryOptions | None = None
) -> GlossaryReading:
    """Read a glossary as `read_glossary` does, with what of the file it does not hold."""
    from songngu.glossary.formats.tables import file_bytes

    path = Path(path)
    data = file_bytes(path)
    chosen = format_of(path, format)
    _refuse_conflicts(path, data)
    try:
        reading = chosen.read(path, data, options or GlossaryOptions())
    except RecursionError:
        raise InputError("nested too deeply", path=str(path)) from None
    if not len(reading.glossary) and reading.losses:
        first = reading.losses[0]
        raise InputError(f"no term can be read: {first.concept}: {first.what}", path=str(path), hint=_UNREAD)
    return reading


def _refuse_conflicts(path: Path, data: bytes) -> None:
    """Raise InputError where a merge left its markers."""
    found = _CONFLICT.search(data)
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        raise InputError("a conflict of a merge", path=str(path), line=line, hint="choose one side, remove the markers")


def export(
    glossary: Glossary, path: str | Path, format: str | None = None, options: GlossaryOptions | None = None
) -> tuple[bytes, list[Loss]]:
    """Return the bytes of a glossary in the format of ``path``, and what they do not keep; raises UsageError."""
    chosen, options = format_of(Path(path), format), options or GlossaryOptions()
    return chosen.write(glossary.localised(options.langs) if chosen.of_a_pair else glossary, options)


def format_of(path: Path, name: str | None = None) -> GlossaryFormat:
    """Return the format called ``name``, or else that of the suffix; raises UsageError."""
    known = formats()
    if name is not None:
        return known.find(name)
    suffix = path.suffix.lower()
    found = next((format for format in known.values() if suffix in format.suffixes), None)
    if found is None:
        hint = f"name it with --format, one of {', '.join(known)}"
        raise UsageError(f"no glossary format for {path.name!r}", hint=hint)
    return found


def formats() -> Registry[GlossaryFormat]:
    """Return the formats by name, which are imported here."""
    from songngu.glossary.formats.registry import FORMATS

    return FORMATS
