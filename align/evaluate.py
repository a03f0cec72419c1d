"""Strict, lax and within-group scores of an alignment against gold, after Sennrich and Volk (2011) as Vecalign counts.

A *strict* hit is a bead that gold has exactly; a *lax* hit is one that shares a sentence pair with gold; *within
group*, neighbouring beads inside one gold bead are joined before they are counted, for gold coarser than the sentence.
Deletions count in precision, one sentence a bead, and not in recall.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from songngu.corpus.errors import InputError, unreadable

GoldBead = tuple[tuple[int, ...], tuple[int, ...]]

_ID = re.compile(r"[0-9]{1,9}")
_FORM = "a bead is `source ids TAB target ids`, as in `3,4<TAB>2`; write one with --format beads"


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-12)


@dataclass(frozen=True, slots=True)
class Scores:
    """The three scores of one or more documents, micro-averaged."""

    strict: Score
    lax: Score
    within_group: Score


def read_beads(path: Path) -> list[GoldBead]:
    """Read ``source ids TAB target ids`` lines, ids 0-based and comma separated; further columns are ignored.

    Raises InputError for a file that cannot be read or holds no bead, with the line for anything that is not such a
    line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise unreadable(error, path) from None
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", path=str(path)) from None
    beads = [_bead(line.rstrip("\r"), number, path) for number, line in enumerate(lines, 1) if line.strip()]
    if not beads:
        raise InputError("holds no bead", path=str(path), hint=_FORM)
    return beads


def _bead(line: str, number: int, path: Path) -> GoldBead:
    source, target = ([i for each in field.split(",") if (i := each.strip())] for field in [*line.split("\t"), ""][:2])
    if not all(map(_ID.fullmatch, (*source, *target))):
        raise InputError(f"not a bead: {line[:40]!r}", path=str(path), line=number, hint=_FORM)
    return tuple(map(int, source)), tuple(map(int, target))


def doubts(gold: Sequence[GoldBead], hypothesis: Sequence[GoldBead]) -> Iterator[str]:
    """Yield what makes a score mean little: a sentence in two beads of one side, or sides that number other sentences.

    Each is told once, of the first sentence; gold may leave deletions out, so what lies beyond the last counts alone.
    """
    for k, side in enumerate(("source", "target")):
        last = []
        for name, beads in (("gold", gold), ("the alignment", hypothesis)):
            counts = Counter(i for bead in beads for i in bead[k])
            twice = next((i for i in sorted(counts) if counts[i] > 1), None)
            if twice is not None:
                yield f"{name} has sentence {twice} of the {side} in {counts[twice]} beads"
            last.append(max(counts, default=-1))
        if last[0] != last[1]:
            yield f"the last sentence of the {side} is {last[0]} in gold, {last[1]} in the alignment: other sentences?"


def evaluate(documents: Iterable[tuple[Sequence[GoldBead], Sequence[GoldBead]]]) -> Scores:
    """Score (gold, hypothesis) documents."""
    pairs = [(list(gold), list(hypothesis)) for gold, hypothesis in documents]
    strict, lax = _scores(pairs)
    grouped, _ = _scores([(gold, _joined(hypothesis, gold)) for gold, hypothesis in pairs])
    return Scores(strict, lax, grouped)


def _scores(pairs: Iterable[tuple[list[GoldBead], list[GoldBead]]]) -> tuple[Score, Score]:
    precise, recalled = [0, 0, 0], [0, 0, 0]
    for gold, hypothesis in pairs:
        reference, test = _single_deletions(gold), _single_deletions(hypothesis)
        for counts, counted, against in (
            (precise, test, reference),
            (recalled, _two_sided(reference), _two_sided(test)),
        ):
            for k, hits in enumerate(_hits(counted, against)):
                counts[k] += hits
    strict, lax = (Score(precise[k] / max(precise[2], 1), recalled[k] / max(recalled[2], 1)) for k in (0, 1))
    return strict, lax


def _hits(beads: list[GoldBead], against: list[GoldBead]) -> tuple[int, int, int]:
    exact = set(against)
    links = {(i, j) for source, target in against for i in source for j in target}
    strict = sum(bead in exact for bead in beads)
    near = sum(bead not in exact and any((i, j) in links for i in bead[0] for j in bead[1]) for bead in beads)
    return strict, strict + near, len(beads)


def _two_sided(beads: Iterable[GoldBead]) -> list[GoldBead]:
    return [bead for bead in beads if bead[0] and bead[1]]


def _single_deletions(beads: Iterable[GoldBead]) -> list[GoldBead]:
    out: list[GoldBead] = []
    for source, target in beads:
        if source and target:
            out.append((source, target))
        else:
            out += [((i,), ()) for i in source] + [((), (j,)) for j in target]
    return out


def _joined(hypothesis: Iterable[GoldBead], gold: Iterable[GoldBead]) -> list[GoldBead]:
    """Join neighbouring beads that lie inside the same gold bead."""
    groups: dict[tuple[str, int], int] = {}
    for k, (source, target) in enumerate(gold):
        groups |= {("source", i): k for i in source} | {("target", j): k for j in target}
    out: list[tuple[int | None, GoldBead]] = []
    for source, target in hypothesis:
        inside = {groups.get(("source", i)) for i in source} | {groups.get(("target", j)) for j in target}
        group = inside.pop() if len(inside) == 1 else None
        if group is not None and out and out[-1][0] == group:
            before = out.pop()[1]
            out.append((group, (before[0] + source, before[1] + target)))
        else:
            out.append((group, (source, target)))
    return [bead for _, bead in out]
