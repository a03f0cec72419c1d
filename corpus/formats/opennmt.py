"""Files as OpenNMT-py (Klein et al. 2017) trains on: ``src-train.txt``, ``tgt-train.txt`` …, and what names them."""

from __future__ import annotations

from collections.abc import Sequence

from songngu.corpus.formats.line_files import WHOLE, Langs, LineLayout

_NAMES = {"dev": "val", "valid": "val", "validation": "val"}


def _names(part: str, langs: Langs) -> tuple[str, str]:
    name = _NAMES.get(part, part)
    return f"src-{name}.txt", f"tgt-{name}.txt"


def _settings(parts: Sequence[str], langs: Langs) -> tuple[str, str]:
    """Return the table ``data`` of a configuration; its paths are as from the folder that the toolkit runs in."""
    valid = [("valid", part) for part in parts if _NAMES.get(part) == "val"]
    lines = ["data:"]
    for name, part in (("corpus", WHOLE), *valid[:1]):
        source, target = _names(part, langs)
        lines += [f"  {name}:", f"    path_src: {source}", f"    path_tgt: {target}"]
    return "data.yaml", "\n".join(lines) + "\n"


_LAYOUT = LineLayout(_names, _settings)
write_files, files_of = _LAYOUT.write_files, _LAYOUT.files_of
