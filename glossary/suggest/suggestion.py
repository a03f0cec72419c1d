"""What a bitext suggests for a glossary: phrases paired by word links, judged, joined, held against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from songngu.align.lexicon.shipped import is_turned
from songngu.align.links import Linker
from songngu.align.text.tokens import placed_tokens
from songngu.corpus.language.message import Message, figure
from songngu.glossary.concept import Glossary
from songngu.glossary.suggest.evidence import FEATURES, features, probability
from songngu.glossary.suggest.pairing import Key, PhraseTable, phrase_table
from songngu.glossary.suggest.proposal import Proposal, joined, scored_pairs

LIKELY = 0.15
"""The least probability of a proposal, where nothing else is asked for."""

_LEAST = 0.03
_MOST_ROWS = 20_000
_FEW_ROWS = 3


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A proposal whose renderings a glossary does not allow, and the concept that says so."""

    proposal: Proposal
    concept: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The proposals, what contradicts the glossary, and what there is to say of how they were found.

    The best come first, behind all others those that both sides write alike.
    """

    langs: tuple[str, str]
    proposals: tuple[Proposal, ...]
    contradictions: tuple[Contradiction, ...] = ()
    notes: tuple[str, ...] = ()

    def mirrored(self) -> Suggestions:
        """Return the same with source and target exchanged."""
        against = (replace(each, proposal=each.proposal.mirrored()) for each in self.contradictions)
        proposals = tuple(each.mirrored() for each in self.proposals)
        return Suggestions(self.langs[::-1], proposals, tuple(against), self.notes)


def suggest(
    pairs: Sequence[tuple[str, str]],
    langs: tuple[str, str],
    *,
    glossary: Glossary | None = None,
    least: float = LIKELY,
) -> Suggestions:
    """Return the terms and names that rows of a bitext, each a text and its rendering, propose for a glossary.

    Of more than 20,000 rows so many are looked at, evenly taken. What the glossary holds is left out. Rows given the
    other way round propose the same, the other way round.
    """
    if is_turned(*langs):
        return suggest([(b, a) for a, b in pairs], langs[::-1], glossary=glossary, least=least).mirrored()
    step = -(-len(pairs) // _MOST_ROWS) or 1
    taken = [pair for pair in pairs[::step] if pair[0].strip() and pair[1].strip()]
    counts = {"taken": figure(f"{len(taken):,}"), "rows": figure(f"{len(pairs):,}")}
    notes = [Message("looked at {taken} rows of {rows}, evenly taken", **counts)] if step > 1 else []
    if not taken:
        return Suggestions(langs, (), (), (Message("no row has text on both sides"),))
    if len(taken) < _FEW_ROWS:
        notes.append(Message("{rows} rows with text on both sides are too few to learn from", rows=len(taken)))
        return Suggestions(langs, (), (), tuple(notes))
    table = phrase_table(Linker.shipped(*langs).learnt(taken).link(taken), langs)
    found = [each for each in joined(scored_pairs(*_judged(table, langs))) if each.probability >= least]
    found.sort(key=_is_alike)  # Debian is Debian: seldom worth an entry
    placed = [_placed(each, step) for each in found] if step > 1 else found
    known, rest, against = _held_against(placed, glossary or Glossary(), langs)
    if known:
        notes.append(Message("{count} left out that the glossary holds", count=known))
    if not rest:
        values = {"rows": counts["taken"], "least": figure(f"{least:g}")}
        notes.append(Message("nothing in {rows} rows is as likely as {least}", **values))
    return Suggestions(langs, tuple(rest), tuple(against), tuple(notes))


def _is_alike(proposal: Proposal) -> bool:
    """Tell whether both sides write a proposal in one way."""
    return [form.casefold() for form in proposal.source[:1]] == [form.casefold() for form in proposal.target[:1]]


def _placed(proposal: Proposal, step: int) -> Proposal:
    return replace(proposal, rows=tuple(row * step for row in proposal.rows))


def _judged(table: PhraseTable, langs: tuple[str, str]) -> tuple[PhraseTable, list[float], list[tuple[float, float]]]:
    """Return the table of the pairs that are likely at all, with their probabilities and how freely they stand."""
    weights, free = _weights(), free_shares(table)
    kept = PhraseTable({}, table.source, table.target, table.rows)
    probabilities, shares = [], []
    for (key, seen), share in zip(table.pairs.items(), free, strict=True):
        found = probability(features(key, seen, table, langs, share), weights)
        if found >= _LEAST:
            kept.pairs[key] = seen
            probabilities.append(found)
            shares.append(share)
    return kept, probabilities, shares


def free_shares(table: PhraseTable) -> list[tuple[float, float]]:
    """Return, of both phrases of each pair, the share of places where no longer phrase that is paired holds it."""
    held: tuple[Counter[Key], Counter[Key]] = (Counter(), Counter())
    for key, seen in table.pairs.items():
        for side, words in enumerate(key):
            for part in _parts(words):
                held[side][part] = max(held[side][part], seen.count)
    return [
        (_share(held[0][one], table.source[one]), _share(held[1][other], table.target[other]))
        for one, other in table.pairs
    ]


def _share(held: int, count: int) -> float:
    return max(0.0, 1 - held / max(count, 1))


def _parts(words: Key) -> list[Key]:
    size = len(words)
    return [words[i:j] for i in range(size) for j in range(i + 1, size + 1) if j - i < size]


@cache
def _weights() -> dict[str, float]:
    """Return the weights of the features: those of a logistic regression, see `benchmarks/suggest.py`."""
    text = files("songngu.glossary").joinpath("data", "suggest.tsv").read_text(encoding="utf-8")
    weights = {name: float(value) for name, value in (line.split("\t") for line in text.splitlines())}
    return {name: weights[name] for name in FEATURES}


def _held_against(
    proposals: Sequence[Proposal], glossary: Glossary, langs: tuple[str, str]
) -> tuple[int, list[Proposal], list[Contradiction]]:
    """Return how many proposals a glossary holds, those it does not, and those that it contradicts."""
    known: tuple[dict[Key, list[str]], dict[Key, list[str]]] = ({}, {})
    for concept in glossary.localised(langs):
        for side, lang in enumerate(langs):
            for term in concept.in_lang(lang):
                if term.allowed:
                    for text in (term.text, *term.forms):
                        known[side].setdefault(_key(text, lang), []).append(concept.id)
    count, rest, against = 0, [], []
    for each in proposals:
        ids = [{id for text in forms for id in known[side].get(_key(text, langs[side]), ())}
               for side, forms in enumerate((each.source, each.target))]  # fmt: skip
        if ids[0] & ids[1]:
            count += 1
        elif ids[0]:
            against.append(Contradiction(each, min(ids[0])))
        else:
            rest.append(each)
    return count, rest, against


def _key(text: str, lang: str) -> Key:
    return tuple(key for key, _ in placed_tokens(text, lang))
