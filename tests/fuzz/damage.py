"""Damage done to whole files, the same for the same seed, and the reading of what comes of it."""

from __future__ import annotations

import atexit
import io
import os
import random
import shutil
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile, mkdtemp

from hypothesis import HealthCheck, settings

from songngu.corpus.errors import SongnguError

NUMBER = int(os.environ.get("SONGNGU_FUZZ", "24"))
VARIANTS = 25 if NUMBER >= 1000 else 3
"""How many damaged files are read for each that is drawn: drawing takes longer than reading."""

fuzzed = settings(
    max_examples=max(1, NUMBER // VARIANTS), deadline=None, derandomize=NUMBER < 100, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def variants(whole: bytes, seed: int) -> Iterator[bytes]:
    """Yield a file and what becomes of it by a few cuts, changes, doublings and insertions, each of them small.

    Of an archive, every other time one of its parts is damaged instead, and packed anew.
    """
    chance = random.Random(seed)
    is_archive = zipfile.is_zipfile(io.BytesIO(whole))
    yield whole
    for number in range(VARIANTS - 1):
        yield _damaged_part(whole, chance) if is_archive and number % 2 else _damaged(whole, chance)


def _damaged(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randint(0, len(data)), chance.randint(0, 40)
        kind = chance.choice(["cut", "change", "double", "insert", "move", "end"])
        if kind == "cut":
            del data[at : at + length]
        elif kind == "change" and at < len(data):
            data[at] = chance.randint(0, 255)
        elif kind == "double":
            data[at:at] = data[at : at + length] * chance.choice([1, 2, 50])
        elif kind == "insert":
            data[at:at] = chance.randbytes(chance.randint(0, 8))
        elif kind == "move":
            other = chance.randint(0, len(data))
            data[other:other] = data[at : at + length]
        elif kind == "end" and chance.random() < 0.3:
            del data[at:]
    return bytes(data)


def _damaged_part(archive: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    if not parts:
        return archive
    name = chance.choice(list(parts))
    parts[name] = _damaged(parts[name], chance)
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """Return an archive of some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@cache
def _folder() -> Path:
    folder = Path(mkdtemp(prefix="songngu-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def gives_a_result_or_one_line(read: Callable[[Path], object], suffix: str, whole: bytes, seed: int) -> None:
    """Read a file and what damage makes of it; each gives a result, or an error of ours in one line."""
    path = _folder() / f"fuzzed{suffix}"
    for data in variants(whole, seed):
        path.write_bytes(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                read(path)
            except SongnguError as error:
                assert len(str(error).splitlines()) == 1, (str(error), data[:200])
            except BaseException as error:
                with NamedTemporaryFile(prefix="songngu-failed-", suffix=suffix, delete=False) as kept:
                    kept.write(data)
                error.add_note(f"reading {kept.name}, which begins with {data[:200]!r}")
                raise
