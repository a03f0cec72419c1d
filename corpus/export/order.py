"""The order of rows that a seed gives: that of a hash of it and their ids, the same on every machine."""

from __future__ import annotations

import hashlib

import numpy as np
import polars as pl
from numpy.typing import NDArray


def order_keys(ids: pl.Series, seed: int) -> NDArray[np.uint64]:
    """Return 64 bits of a BLAKE2b hash (RFC 7693) of the seed and each id; a null is hashed as an empty one."""
    salt = hashlib.blake2b(f"{seed}\0".encode(), digest_size=8)
    keys = bytearray()
    for identity in ids.fill_null("").to_list():
        digest = salt.copy()
        digest.update(identity.encode("utf-8", "surrogatepass"))
        keys += digest.digest()
    return np.frombuffer(bytes(keys), ">u8").astype(np.uint64)
