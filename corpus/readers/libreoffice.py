"""Old Office files (.doc, .ppt, .xls, .rtf), through LibreOffice where it is installed: converted, then read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from songngu.corpus.document import Block
from songngu.corpus.errors import InputError
from songngu.corpus.files.scratch import scratch_folder
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.kinds import FileKind, kind_of

LONGEST = 180
"""How many seconds a conversion may take."""

_TARGETS = {"(.ppt)": ("ppt", "pptx"), "(.xls)": ("xls", "ods"), "(.xlsb)": ("xlsb", "ods"), "(.doc)": ("doc", "docx")}
_PLACES = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (r"C:\Program Files\LibreOffice\program\soffice.exe",),
}


def read_archive(data: bytes, extraction: Extraction) -> tuple[str, list[Block]]:
    """Return the text of an old Office file, a block a line, and its blocks.

    Raises InputError where LibreOffice is not installed or cannot convert it.
    """
    kind = kind_of(data)
    assert kind is not None
    suffix, target = next((pair for mark, pair in _TARGETS.items() if mark in kind.title), ("rtf", "docx"))
    converted = _convert(data, kind, suffix, target)
    extraction.warn(f"is {kind.title}; read through LibreOffice as .{target}")
    reader = {"docx": "docx", "pptx": "pptx", "ods": "odt"}[target]
    module = import_module(f"{__package__}.{reader}")
    raw, blocks = module.read_archive(converted, extraction)
    return str(raw), list(blocks)


def _convert(data: bytes, kind: FileKind, suffix: str, target: str) -> bytes:
    program = _program()
    if program is None:
        wanted = {"ods": "xlsx"}.get(target, target)
        raise InputError(
            f"is {kind.title}, which is read through LibreOffice, and that is not installed",
            hint=f"install LibreOffice, or save the file as .{wanted}",
        )
    with scratch_folder() as folder:
        source = folder / f"document.{suffix}"
        source.write_bytes(data)
        profile = (folder / "profile").as_uri()
        command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", target]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(source)], capture_output=True, timeout=LONGEST, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _failure(kind, target, type(error).__name__) from None
        result = source.with_suffix(f".{target}")
        if not result.exists():
            raise _failure(kind, target, "it wrote nothing")
        return result.read_bytes()


def _failure(kind: FileKind, target: str, reason: str) -> InputError:
    return InputError(f"is {kind.title} that LibreOffice cannot convert ({reason})", hint=f"save it as .{target}")


def _program() -> str | None:
    """Return where LibreOffice is, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES.get(sys.platform, ()) if Path(place).exists()), None)
