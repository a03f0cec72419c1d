"""The workspace: what `songngu.toml` asks for, and how its pairs are aligned, kept, reviewed, checked and built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.files.lazy import attributes_of

if TYPE_CHECKING:
    from songngu.workspace.configuration import Workspace, open_workspace
    from songngu.workspace.evidence import Evidence

__all__ = [
    "Evidence",
    "Workspace",
    "open_workspace",
]

_MODULES = {
    "Evidence": "workspace.evidence",
    "Workspace": "workspace.configuration",
    "open_workspace": "workspace.configuration",
}

__getattr__ = attributes_of(__name__, _MODULES)
