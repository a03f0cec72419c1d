"""Files as Marian (Junczys-Dowmunt et al. 2018) trains on: a file a side of each part, and what names them."""

from __future__ import annotations

from collections.abc import Sequence

from songngu.corpus.formats.line_files import WHOLE, Langs, LineLayout

_VALID = ("dev", "valid", "validation")


def _names(part: str, langs: Langs) -> tuple[str, str]:
    return f"{part}.{langs[0]}", f"{part}.{langs[1]}"


def _settings(parts: Sequence[str], langs: Langs) -> tuple[str, str]:
    """Return what ``marian -c`` reads: paths are as from its own folder."""
    lines = ["relative-paths: true", "train-sets:", *(f"  - {name}" for name in _names(WHOLE, langs))]
    if valid := next((part for part in _VALID if part in parts), None):
        lines += ["valid-sets:", *(f"  - {name}" for name in _names(valid, langs))]
    return "data.yml", "\n".join(lines) + "\n"


_LAYOUT = LineLayout(_names, _settings)
write_files, files_of = _LAYOUT.write_files, _LAYOUT.files_of
