"""What a workspace says of a document beforehand: its language and its encoding."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from songngu.corpus.readers.extraction import Expectation
from songngu.workspace.configuration import Workspace, configuration_files, find_workspace
from songngu.workspace.globs import composed, is_excluded, pattern

_MOST_KEPT = 64


def declared(path: str | Path) -> Expectation:
    """Return what the nearest configuration above a file says of it; raises UsageError for a broken configuration."""
    if str(path) == "-":
        return Expectation()
    file = Path(path).resolve()
    for place in configuration_files(file.parent):
        try:
            data = place.read_bytes()
        except OSError:
            continue
        workspace = _workspace(place, data)
        if workspace:
            return _expectation(workspace, composed(file.relative_to(workspace.root).as_posix()))
    return Expectation()


@lru_cache(_MOST_KEPT)
def _workspace(place: Path, data: bytes) -> Workspace | None:
    """Return the workspace of a configuration file, None where it is a `pyproject.toml` without a part of ours.

    Its content is part of the key: a file that was changed is read anew.
    """
    found = find_workspace(place)
    return found if found.path == place else None


def _expectation(workspace: Workspace, name: str) -> Expectation:
    source, target = workspace.asked_languages()
    langs = tuple(lang for lang in (source, target) if lang)
    for documents in workspace.configuration.documents:
        if is_excluded(documents.exclude, name):
            continue
        for glob, lang, encoding in (
            (documents.source, source, documents.source_encoding),
            (documents.target, target, documents.target_encoding),
        ):
            if pattern(glob).fullmatch(name):
                return Expectation(lang, encoding or documents.encoding, langs)
    return Expectation(langs=langs)
