"""Licences: the identifiers that the Hugging Face hub knows, for what a recipe calls a licence."""

from __future__ import annotations

import re

KNOWN = frozenset(
    [
        *("apache-2.0", "mit", "bsd", "bsd-2-clause", "bsd-3-clause", "bsl-1.0", "isc", "zlib", "unlicense", "wtfpl"),
        *("gpl", "gpl-2.0", "gpl-3.0", "lgpl", "lgpl-2.1", "lgpl-3.0", "agpl-3.0", "mpl-2.0", "eupl-1.1", "eupl-1.2"),
        *("cc", "cc0-1.0", "cc-by-2.0", "cc-by-2.5", "cc-by-3.0", "cc-by-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0"),
        *("cc-by-nc-2.0", "cc-by-nc-3.0", "cc-by-nc-4.0", "cc-by-nd-4.0", "cc-by-nc-nd-3.0", "cc-by-nc-nd-4.0"),
        *("cc-by-nc-sa-2.0", "cc-by-nc-sa-3.0", "cc-by-nc-sa-4.0", "gfdl", "pddl", "odbl", "odc-by"),
        *("cdla-permissive-1.0", "cdla-permissive-2.0", "cdla-sharing-1.0", "etalab-2.0", "artistic-2.0", "ofl-1.1"),
    ]
)
OTHER, UNKNOWN = "other", "unknown"

_BETWEEN = re.compile(r"[\s_-]+")
_SUFFIX = re.compile(r"-(?:only|or-later)$")


def licence_id(licence: str) -> str:
    """Return the identifier of a licence: ``CC BY 4.0`` is ``cc-by-4.0``; ``unknown`` of none, else ``other``."""
    name = _SUFFIX.sub("", _BETWEEN.sub("-", licence.strip().lower()))
    if not name:
        return UNKNOWN
    return name if name in KNOWN else OTHER
