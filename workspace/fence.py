"""The fence of a workspace: what its configuration names is on this machine, under its folder, links followed, or is
allowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from songngu.corpus.errors import UsageError
from songngu.corpus.files.remote import is_url, shown_url


@dataclass(frozen=True, slots=True)
class Fence:
    """The folder that paths must stay under, and the folders outside that ``allowed`` adds to it.

    ``file`` is the configuration that says so, for what is told.
    """

    root: Path
    file: Path
    allowed: tuple[str, ...] = ()

    def refuse_urls(self, key: str, names: Sequence[str | None]) -> None:
        """Raise UsageError for the first of the names that is an URL: a configuration names files of this machine."""
        for name in names:
            if name and is_url(name):
                hint = "copy it under the folder of the configuration, or name it on the command line"
                message = f"{self.file}: {key}: {shown_url(name)!r} is an URL, and a configuration names paths"
                raise UsageError(message, hint=hint)

    def check(self, key: str, names: Sequence[str | None]) -> None:
        """Raise UsageError for the first of the names that is an URL, or a path from ``root`` that leads out.

        ``key`` names the setting.
        """
        self.refuse_urls(key, names)
        for name in names:
            if name and not self._holds(name):
                hint = f"name a file under it, or set allow-outside = [{_folder_of(name)!r}] if it is to be trusted"
                raise UsageError(f"{self.file}: {key}: {name!r} leads out of its folder", hint=hint)

    def _holds(self, name: str) -> bool:
        places = [self.root, *(self.root / prefix for prefix in self.allowed)]
        try:
            target = (self.root / name).resolve()
            return any(target.is_relative_to(place.resolve()) for place in places)
        except (OSError, ValueError, RuntimeError):  # a circle of links, a zero
            return False


def _folder_of(name: str) -> str:
    return name.rpartition("/")[0] + "/" if "/" in name else name
