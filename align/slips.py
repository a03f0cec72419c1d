"""Short slips: a short sentence and its wrong rendering, left alone side by side, joined where their words agree.

A wrong number or name in a sentence of five words outweighs the rest of it in the score, so that both sides come out
as deletions. Between two sure beads, where nothing else could have gone, the words that are left say what they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import scipy.sparse as sp

from songngu.align.bead import Bead
from songngu.align.explained import WordReading, mended_probability
from songngu.align.text.tokenised import TokenisedText

_SURE = 0.9
_LONGEST = 12
_LEAST_SHARE = 0.5
_LEAST_OF_ONE = 0.25
_WIDEST_RATIO = 2.5


def join_slips(
    source: TokenisedText, target: TokenisedText, tables: tuple[sp.csr_array, sp.csr_array], beads: Sequence[Bead]
) -> list[Bead]:
    """Return the beads, those joined that are one short sentence of either side alone between two sure beads.

    Half of the words of both, numbers not counted, must be explained by the other (p of .05 at least). ``tables`` are
    p(target word | source unit) and p(source word | target unit). The probability of such a bead lies between .5 and
    .8, by the share of words explained.
    """
    out: list[Bead] = []
    k = 0
    while k < len(beads):
        pair = beads[k : k + 2]
        share = _share(source, target, tables, pair) if _alone(beads, k) else 0.0
        if share < _LEAST_SHARE:
            out.append(beads[k])
            k += 1
            continue
        left, right = pair if pair[0].source else pair[::-1]
        out.append(Bead(left.source, right.target, mended_probability(share)))
        k += 2
    return out


def _alone(beads: Sequence[Bead], k: int) -> bool:
    """Tell whether two beads are a sentence of the source and one of the target alone, in the midst of sure ones."""
    pair = beads[k : k + 2]
    if len(pair) < 2 or sorted((len(bead.source), len(bead.target)) for bead in pair) != [(0, 1), (1, 0)]:
        return False
    around = [*beads[max(k - 1, 0) : k], *beads[k + 2 : k + 3]]
    return bool(around) and all(bead.source and bead.target and bead.probability >= _SURE for bead in around)


def _share(
    source: TokenisedText, target: TokenisedText, tables: tuple[sp.csr_array, sp.csr_array], pair: Sequence[Bead]
) -> float:
    left, right = pair if pair[0].source else pair[::-1]
    i, j = left.source[0], right.target[0]
    sizes = source.token_counts[i], target.token_counts[j]
    if max(sizes) > _LONGEST or max(sizes) > _WIDEST_RATIO * max(min(sizes), 1):
        return 0.0
    words = (
        WordReading(source, target, tables[0]).explained((i,), (j,)),
        WordReading(target, source, tables[1]).explained((j,), (i,)),
    )
    shares = [float(each.mean()) if len(each) else 0.0 for each in words]
    return sum(shares) / 2 if min(shares) >= _LEAST_OF_ONE else 0.0
