"""Safe fixes of a run, each file checked again before it counts as mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from songngu.glossary.finding import Finding
from songngu.glossary.findings.fix import Fixed, Text, fix_text, new_findings
from songngu.workspace.bitexts import read_bitext_file
from songngu.workspace.check import CheckRun, Unit, run_check
from songngu.workspace.configuration import Pair
from songngu.workspace.documents import PairFiles, read_pair_files


def fixed_files(run: CheckRun, findings: Sequence[Finding]) -> Iterator[Fixed | str]:
    """Yield each file that safe fixes change, with its new text, or a line that says why it is left as it is."""
    units: dict[str, Unit] = {}
    for unit in run.units:
        for name in unit.names:
            units.setdefault(name, unit)
    for name in sorted({found.file for found in findings if found.fix and found.fix.safe and found.counts}):
        if name not in units:
            continue
        unit = units[name]
        text = Text.decode(unit.data[unit.names.index(name)])
        if text is None:
            yield f"{name}: neither UTF-8 nor UTF-16, so it is not fixed"
            continue
        fixed = fix_text(name, text, findings)
        if fixed is None:
            continue
        fresh = _new(run, unit, fixed)
        if fresh:
            yield f"{name}: not fixed, it would bring a new finding: {fresh[0].rule} {fresh[0].message}"
        else:
            yield fixed


def _new(run: CheckRun, unit: Unit, fixed: Fixed) -> list[Finding]:
    """Return the findings of one pair or bitext that only its fixed version has; both are checked by themselves."""
    before = run_check(replace(run, units=[unit], cache=None, baseline=None))
    with TemporaryDirectory() as folder:
        root = Path(folder)
        moved = _moved(unit, root, fixed)
        return new_findings(before, run_check(replace(run, root=root, units=[moved], cache=None, baseline=None)))


def _moved(unit: Unit, root: Path, fixed: Fixed) -> Unit:
    """Return a copy of a pair or bitext under ``root``, with the fixed text in its place."""
    names = []
    for number, (name, data) in enumerate(zip(unit.names, unit.data, strict=True)):
        names.append(f"{number}/{Path(name).name}")
        path = root / names[-1]
        path.parent.mkdir()
        path.write_bytes(fixed.before.encode(fixed.raw) if name == fixed.file else data)
    if isinstance(unit, PairFiles):
        return read_pair_files(root, Pair(names[0], names[1]), unit.langs, unit.options)
    return read_bitext_file(root, names[0], unit.langs, unit.asked)
