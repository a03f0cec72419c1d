"""The allocator of the GNU C library, which would keep for each thread what another could use.

Measured on exports (`benchmarks/RESULTS.md`): a quarter less memory and no more time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # mallopt(3)
_MEBIBYTE = 1 << 20


def share_freed_memory() -> bool:
    """Let all threads take from one arena, and give back what is free at its end; tell whether there is such a thing.

    To be called before there are other threads.
    """
    mallopt = _function("mallopt")
    settings = {_ARENA_MAX: 1, _TRIM_THRESHOLD: 16 * _MEBIBYTE, _MMAP_THRESHOLD: 32 * _MEBIBYTE}
    return mallopt is not None and all(mallopt(name, value) == 1 for name, value in settings.items())


def keep_freed_memory() -> bool:
    """Keep what is freed for what is asked for next, up to 64 MiB; tell whether there is such a thing.

    For the arrays of one large alignment: pages given back and asked for again took a tenth of its time.
    """
    mallopt = _function("mallopt")
    return mallopt is not None and mallopt(_TRIM_THRESHOLD, 64 * _MEBIBYTE) == 1


def give_back_freed_memory() -> bool:
    """Give the system back what is free between what is not; tell whether there was any.

    It takes some milliseconds: a thing to do between the stages of long work, each of which leaves holes.
    """
    trim = _function("malloc_trim")
    return trim is not None and trim(0) == 1


def _function(name: str) -> Callable[..., int] | None:
    """Return a function of the GNU C library, None where there is another one."""
    if sys.platform != "linux":
        return None
    import ctypes

    found: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return found
