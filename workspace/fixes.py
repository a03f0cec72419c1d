"""Safe fixes of a run, each file checked again before it counts as mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from songngu.corpus.files.scratch import scratch_folder
from songngu.glossary.finding import Finding
from songngu.glossary.findings.fix import EditableText, Fixed, fix_text, new_findings
from songngu.workspace.bitexts import read_bitext_file
from songngu.workspace.check import CheckRun, run_check
from songngu.workspace.configuration import Pair
from songngu.workspace.documents import PairFiles, read_pair_files
from songngu.workspace.kept_findings import Unit

_LINE_END = re.compile(r"\r\n|\r|\n")


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
        text = EditableText.decode(unit.data[unit.names.index(name)])
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
    alone = replace(run, units=[unit], cache=None, policy=replace(run.policy, baseline=None))
    before = run_check(alone)
    with scratch_folder() as root:
        moved = _moved(unit, root, fixed)
        return new_findings(before, run_check(replace(alone, root=root, units=[moved])))


def _moved(unit: Unit, root: Path, fixed: Fixed) -> Unit:
    """Return a copy of a pair or bitext under ``root``, with the fixed text in its place."""
    names = []
    for number, (name, data) in enumerate(zip(unit.names, unit.data, strict=True)):
        names.append(f"{number}/{Path(name).name}")
        path = root / names[-1]
        path.parent.mkdir()
        path.write_bytes(fixed.before.encode(fixed.raw) if name == fixed.file else data)
    if isinstance(unit, PairFiles):
        return replace(read_pair_files(root, Pair(names[0], names[1]), unit.langs), options=unit.options)
    return read_bitext_file(root, names[0], unit.langs, unit.asked)


def in_bytes(run: CheckRun, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings of a run with columns in bytes of UTF-8, for files that are text."""
    texts = _texts(run, {found.file for found in findings})
    lines = {name: _LINE_END.split(text.raw) for name, text in texts.items()}
    return [found.in_bytes(lines[found.file]) if found.file in lines else found for found in findings]


def _texts(run: CheckRun, wanted: set[str]) -> dict[str, EditableText]:
    """Return the files of a run that are wanted and are text that can be written back."""
    found: dict[str, EditableText] = {}
    for unit in run.units:
        for name, data in zip(unit.names, unit.data, strict=True):
            if name in wanted and name not in found and (text := EditableText.decode(data)):
                found[name] = text
    return found


def fixable(run: CheckRun, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings of a run without the fixes that `fixed_files` would not make."""
    held = [found for found in findings if found.fix and found.fix.safe]
    texts = _texts(run, {found.file for found in held})
    mended = set[int]()
    for name, text in texts.items():
        fixed = fix_text(name, text, [found for found in held if found.file == name])
        mended |= {id(found) for found in fixed.mended} if fixed else set()
    return [
        replace(found, fix=None) if found.fix and found.fix.safe and found.counts and id(found) not in mended else found
        for found in findings
    ]
