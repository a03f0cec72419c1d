"""The fence of a workspace: what its configuration names lies under its folder, links followed, or is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from songngu.corpus.errors import UsageError

_REMOTE = "://"


@dataclass(frozen=True, slots=True)
class Fence:
    """The folder that paths must stay under, and the folders and addresses outside that ``allowed`` adds to it.

    ``file`` is the configuration that says so, for what is told.
    """

    root: Path
    file: Path
    allowed: tuple[str, ...] = ()

    def check(self, key: str, names: Sequence[str | None]) -> None:
        """Raise UsageError for the first of the paths, from ``root``, that leads out; ``key`` names the setting."""
        for name in names:
            if name and not self._holds(name):
                hint = f"name a file under it, or set allow-outside = [{_folder_of(name)!r}] if it is to be trusted"
                raise UsageError(f"{self.file}: {key}: {name!r} leads out of its folder", hint=hint)

    def _holds(self, name: str) -> bool:
        if _REMOTE in name:
            remote = [prefix for prefix in self.allowed if _REMOTE in prefix]
            return ".." not in name.split("/") and any(name.startswith(f"{prefix.rstrip('/')}/") for prefix in remote)
        places = [self.root, *(self.root / prefix for prefix in self.allowed if _REMOTE not in prefix)]
        try:
            target = (self.root / name).resolve()
            return any(target.is_relative_to(place.resolve()) for place in places)
        except (OSError, ValueError, RuntimeError):  # a circle of links, a zero
            return False


def _folder_of(name: str) -> str:
    return name.rpartition("/")[0] + "/" if "/" in name else name
