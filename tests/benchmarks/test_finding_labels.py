"""What the rules say of clean gold (development half) and raw articles is what was judged by hand: place, verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.precision import drawn, labels

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared" / "data" / "gold"


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold is not beside the project")
def test_every_finding_is_judged() -> None:
    judged, today = labels(), drawn()
    assert sorted(today.keys() ^ judged.keys()) == []
    assert set(judged.values()) <= {"yes", "no"}
