"""What speaks for a phrase pair being an entry of a glossary, as numbers, and the probability they give."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from songngu.align.lexicon.names import name_likeness
from songngu.corpus.language.tags import base_language
from songngu.glossary.suggest.background import backgrounds
from songngu.glossary.suggest.pairing import Key, PhraseTable, Seen

FEATURES = (
    "constant", "often", "dice", "likelihood", "fits ahead", "fits back", "edges ahead", "edges back", "name", "same",
    "reading", "source words", "target words", "rare ahead", "rare back", "rarest ahead", "rarest back", "free ahead",
    "free back", "one word", "digits only", "name and often", "long",
    "mixed", "glossed",
)  # fmt: skip


def dice(both: int, one: int, other: int) -> float:
    """Return the coefficient of Dice (1945) of two phrases that stand together so often, each so often."""
    from nltk.metrics.association import BigramAssocMeasures

    total = max(one + other, both)
    return float(min(BigramAssocMeasures.dice(both, (max(one, both), max(other, both)), total), 1.0))


def likelihood_ratio(both: int, one: int, other: int, rows: int) -> float:
    """Return the log likelihood ratio (Dunning 1993) that two phrases stand together by more than chance."""
    from nltk.metrics.association import BigramAssocMeasures

    one, other = max(one, both), max(other, both)
    total = max(rows, one + other - both + 1)
    return float(BigramAssocMeasures.likelihood_ratio(both, (one, other), total))


def features(
    key: tuple[Key, Key], seen: Seen, table: PhraseTable, langs: tuple[str, str], free: tuple[float, float]
) -> list[float]:
    """Return what is told of a phrase pair, a number for each of ``FEATURES``.

    ``free`` are the shares of the places of either phrase where it is not part of a longer one that is paired too.
    """
    one, other = table.source[key[0]], table.target[key[1]]
    source, target = seen.source.most_common(1)[0][0], seen.target.most_common(1)[0][0]
    ahead, back = (known.rarity(words) for known, words in zip(backgrounds(*langs), key, strict=True))
    named = float(seen.capitals * 2 >= seen.count)
    return [
        1.0, math.log(seen.count), dice(seen.count, one, other),
        math.log1p(likelihood_ratio(seen.count, one, other, table.rows)), *seen.fit, named,
        float(source == target.removesuffix("s") or source == target),
        reading(source, target, langs) if named else 0.0,
        math.log(len(key[0])), math.log(len(key[1])), sum(ahead) / len(ahead) / 8, sum(back) / len(back) / 8,
        max(ahead) / 8, max(back) / 8, *free, float(len(key[0]) == 1 or (len(key[0]) == 2 and len(key[1]) == 1)),
        float(all(word.isdigit() for word in key[0])), named * math.log(seen.count),
        float(len(key[0]) > 5 or len(key[1]) > 4),
        seen.mixed / seen.count, float(seen.glossed > 0),
    ]  # fmt: skip


def reading(source: str, target: str, langs: tuple[str, str]) -> float:
    """Return how well a Vietnamese name goes with another in Latin letters by its sound, 0 for other languages."""
    bases = [base_language(lang) for lang in langs]
    if "vi" not in bases:
        return 0.0
    return name_likeness(source, target) if bases[0] == "vi" else name_likeness(target, source)


def probability(values: Sequence[float], weights: Mapping[str, float]) -> float:
    """Return what a logistic regression makes of the features."""
    score = sum(value * weights[name] for name, value in zip(FEATURES, values, strict=True))
    return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))
