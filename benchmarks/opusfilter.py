"""OpusFilter, the peer of the filters, where it is installed: in an environment of its own, beside songngu's.

    python3 -m venv opus && opus/bin/pip install opusfilter==3.3.1 'py3langid<0.4'
    PATH=$PATH:opus/bin python -m benchmarks.filters --speed

Version 0.4 of py3langid no longer has what its filter calls. Without the program a benchmark says that it is skipped.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PROGRAM = "opusfilter"
FILTERS = {
    "length": {"LengthFilter": {"unit": "word", "min_length": 1, "max_length": 150}},
    "ratio": {"LengthRatioFilter": {"unit": "word", "threshold": 3}},
    "longest": {"LongWordFilter": {"threshold": 40}},
    "markup": {"HtmlTagFilter": {}},
    "letters": {"AlphabetRatioFilter": {"threshold": 0.3}},
    "script": {"CharacterScoreFilter": {"scripts": ["Latin", "Latin"], "thresholds": [0.8, 0.8]}},
    "language": {"LangidFilter": {"languages": ["vi", "en"], "thresholds": [0.5, 0.5]}},
    "numbers": {"NonZeroNumeralsFilter": {"threshold": 0.5}},
    "untranslated": {"SimilarityFilter": {"threshold": 0.7, "unit": "word", "lowercase": True}},
    "repetition": {"RepetitionFilter": {}},
}
"""Its filters of the kinds of ours, by the names of ours."""


def program(asked: str | None) -> str | None:
    """Return the program that was asked for or stands on the path, or None, which is said with what to do."""
    found = asked or shutil.which(PROGRAM)
    if not found:
        print(
            f"OpusFilter: skipped, no program {PROGRAM} on the path; --opusfilter names one (benchmarks/opusfilter.py)"
        )
    return found


def seconds(program: str, pairs: Sequence[tuple[str, str]], names: Sequence[str], folder: Path) -> float:
    """Return the processor time that its filters of the kinds of ``names`` take for pairs, its start included."""
    for side, name in enumerate(("source", "target")):
        (folder / name).write_text("".join(f"{pair[side]}\n" for pair in pairs), encoding="utf-8")
    filters = [FILTERS[name] for name in names]
    step = {"inputs": ["source", "target"], "outputs": ["kept.source", "kept.target"], "filters": filters}
    config = {"common": {"output_directory": str(folder)}, "steps": [{"type": "filter", "parameters": step}]}
    (folder / "filters.yaml").write_text(json.dumps(config), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "--overwrite", str(folder / "filters.yaml")], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
