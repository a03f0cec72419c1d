"""The allocator of the GNU C library, which would keep for each thread what another could use.

Measured on exports (`benchmarks/RESULTS.md`): a quarter less memory and no more time.
"""

from __future__ import annotations

import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # mallopt(3)
_MEBIBYTE = 1 << 20


def share_freed_memory() -> bool:
    """Let all threads take from one arena, and give back what is free at its end; tell whether there is such a thing.

    To be called before there are other threads.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # another C library
        return False
    settings = {_ARENA_MAX: 1, _TRIM_THRESHOLD: 16 * _MEBIBYTE, _MMAP_THRESHOLD: 32 * _MEBIBYTE}
    return all(mallopt(name, value) == 1 for name, value in settings.items())
