"""What copies of what URLs name are called: told from the path alone, so that every process knows it."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from tempfile import gettempdir

HOME = "urls"
"""The folder in a scratch folder that copies lie in: below it the scheme, the bucket and the key."""

_SCHEME = r"[/\\]+\.songngu-scratch-[^/\\]+[/\\]+urls[/\\]+([A-Za-z][A-Za-z0-9+.-]*)[/\\]+"
_COPY = re.compile(rf".*{_SCHEME}(.*)", re.DOTALL)


def url_of(path: str | Path) -> str | None:
    """Return the URL that a path is a copy of, without rights of anybody, None for any other path."""
    found = _COPY.fullmatch(str(path))
    return f"{found[1]}://{found[2].replace(chr(92), '/')}" if found else None


def named_path(path: str | Path) -> str:
    """Return a path as it was named: a copy by its URL, any other as it is."""
    return url_of(path) or (path.as_posix() if isinstance(path, Path) else path)


def with_urls(text: str) -> str:
    """Return a message in which copies are called by their URLs."""
    return _in_text(gettempdir()).sub(r"\1://", text) if HOME in text else text


@cache
def _in_text(folder: str) -> re.Pattern[str]:
    homes = {folder, os.path.realpath(folder)}
    named = "|".join(re.escape(each) for each in sorted(homes, key=len, reverse=True))
    return re.compile(rf"(?:{named}){_SCHEME}")
