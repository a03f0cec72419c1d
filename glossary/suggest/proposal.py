"""Proposals: phrase pairs joined into what may be one concept each, the forms of both sides by how often they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from songngu.glossary.concept import Concept, ConceptKind, Status, Term, usual_match, usual_scope
from songngu.glossary.suggest.pairing import Key, PhraseTable, Seen

_OTHER_SHARE = 0.1
_FREE = 0.34
_JOINING = frozenset(["của", "và", "với", "of", "and", "with"])
_ROWS = 20
_PERSON = re.compile(r"(?:[^\W\d_][^\WA-Z\d_]*[ -]){1,3}[^\W\d_][^\WA-Z\d_]*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be a concept: the forms of both sides, the most frequent first, how sure it is, and in which rows.

    ``rows`` number the rows of the bitext from 0, at most twenty; ``count`` is how often the forms stand together.
    ``inconsistent`` says that one source form has several renderings that are no short forms of each other.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    kind: ConceptKind
    probability: float
    count: int
    rows: tuple[int, ...]
    inconsistent: bool = False

    def mirrored(self) -> Proposal:
        """Return the proposal with source and target exchanged."""
        return replace(self, source=self.target, target=self.source)

    def concept(self, id: str, langs: tuple[str, str], status: Status | None = Status.PROPOSED) -> Concept:
        """Return the concept; without a status the first forms are preferred, the others admitted."""
        terms = [
            Term(
                text, lang, status or (Status.ADMITTED if number else Status.PREFERRED),
                match=usual_match(self.kind), scope=usual_scope(self.kind),
            )
            for lang, forms in zip(langs, (self.source, self.target), strict=True)
            for number, text in enumerate(forms)
        ]  # fmt: skip
        return Concept(id, tuple(terms), kind=self.kind)


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A phrase pair with its probability and the share of its places where neither phrase is part of a longer one."""

    key: tuple[Key, Key]
    seen: Seen
    probability: float
    free: float


@dataclass(slots=True)
class _Concept:
    """A proposal while pairs are being joined to it."""

    members: list[ScoredPair] = field(default_factory=list)

    @property
    def head(self) -> ScoredPair:
        return self.members[0]


def joined(scored: Iterable[ScoredPair]) -> list[Proposal]:
    """Return the proposals that phrase pairs make, best first.

    A pair is joined to the concept that has its source or its target phrase, if it is seen a tenth as often; a short
    form to what its letters begin the words of; a part of a name to the whole name. What is part of a longer phrase
    that was taken, and hardly stands alone, is left out.
    """
    concepts: list[_Concept] = []
    words: dict[str, list[_Concept]] = {}
    rows: dict[int, list[_Concept]] = {}
    of: tuple[dict[Key, _Concept], dict[Key, _Concept]] = ({}, {})
    scored = list(scored)
    alone = {pair.key[0] for pair in scored if _is_name(pair.seen)}
    for pair in sorted(scored, key=lambda pair: (-pair.probability, pair.key)):
        homes = [of[side].get(pair.key[side]) for side in (0, 1)]
        home = homes[0] or homes[1]
        if _is_composed(pair, of):
            continue
        if home is None:
            near = _near(pair, words)
            if not _is_name(pair.seen) and any(_is_covered(pair, concept.head) for concept in near):
                continue
            beside = [each for row in pair.seen.rows for each in rows.get(row, ())]
            home = next(
                (each for each in (*near, *beside) if _is_short(pair, each) or _is_part(pair, each, alone)), None
            )
            if home is None:
                concepts.append(home := _Concept())
                for word in dict.fromkeys(pair.key[0]):
                    words.setdefault(word, []).append(home)
                for row in pair.seen.rows:
                    rows.setdefault(row, []).append(home)
        elif not _belongs(pair, home) or (homes[0] and homes[1] and homes[0] is not homes[1]):
            continue
        home.members.append(pair)
        for side in (0, 1):
            of[side].setdefault(pair.key[side], home)
    return sorted(map(_proposal, concepts), key=lambda each: (-each.probability, -each.count, each.source, each.target))


def _near(pair: ScoredPair, words: dict[str, list[_Concept]]) -> list[_Concept]:
    """Return the concepts whose source phrase may hold that of a pair, or be held by it."""
    first = words.get(pair.key[0][0], [])
    return [*first, *(each for word in pair.key[0][1:] for each in words.get(word, ()) if each.head.key[0][0] == word)]


def _is_covered(pair: ScoredPair, head: ScoredPair) -> bool:
    """Tell a part of a longer pair that hardly stands alone, and a longer pair around a likelier one."""
    inside = [_within(part, whole) for part, whole in zip(pair.key, head.key, strict=True)]
    around = [_within(whole, part) for part, whole in zip(pair.key, head.key, strict=True)]
    return (all(inside) and pair.free < _FREE) or (all(around) and pair.probability < 0.5 * head.probability)


def _is_composed(pair: ScoredPair, of: tuple[dict[Key, _Concept], dict[Key, _Concept]]) -> bool:
    """Tell a pair made of two that were taken, with a word that joins them between."""
    source = pair.key[0]
    return any(word in _JOINING and source[:k] in of[0] and source[k + 1 :] in of[0] for k, word in enumerate(source))


def _within(part: Key, whole: Key) -> bool:
    size = len(part)
    return size < len(whole) and any(whole[k : k + size] == part for k in range(len(whole) - size + 1))


def _belongs(pair: ScoredPair, home: _Concept) -> bool:
    """Tell whether a pair is another form of a concept: seen often enough, and none of its forms cut or grown."""
    most = max(each.seen.count for each in home.members if any(a == b for a, b in zip(each.key, pair.key, strict=True)))
    if _is_verbatim(home.head.seen) and not (_is_name(pair.seen) or pair.seen.glossed):
        return False
    if pair.seen.count < _OTHER_SHARE * most or pair.probability < _OTHER_SHARE * home.head.probability:
        return False
    for side in (0, 1):
        for each in home.members:
            one, other = pair.key[side], each.key[side]
            if one != other and (_within(one, other) or _within(other, one)):
                return False
    return True


def _is_short(pair: ScoredPair, home: _Concept) -> bool:
    """Tell a short form on both sides (AGI) whose letters begin the words of a concept, or the reverse."""
    head = home.head
    if set(pair.seen.rows).isdisjoint(head.seen.rows):
        return False
    return _spells(pair, head) or _spells(head, pair)


def _spells(short: ScoredPair, long: ScoredPair) -> bool:
    texts = [_usual(forms) for forms in (short.seen.source, short.seen.target)]
    if not all(_ACRONYM.fullmatch(text) for text in texts):
        return False
    letters = texts[0].removesuffix("s").lower()
    words = [re.findall(r"\w+", _usual(forms).lower()) for forms in (long.seen.source, long.seen.target)]
    return any("".join(word[0] for word in each) == letters for each in words)


def _is_part(pair: ScoredPair, home: _Concept, alone: Container[Key]) -> bool:
    """Tell a part of a person's name, at the end of the whole name on both sides: *Văn Phong* of *Lương Văn Phong*.

    Of a person the rest, surname or first name, is no name ``alone``, as that of a product is.
    """
    one, whole = pair.key[0], home.head.key[0]
    if not (_is_name(pair.seen) and _is_person(home.head.seen)) or len(one) >= len(whole):
        return False
    ends = [whole[-len(part) :] == part for part, whole in zip(pair.key, home.head.key, strict=True)]
    return all(ends) and whole[: -len(one)] not in alone


def _is_person(seen: Seen) -> bool:
    """Tell a name that may be that of a person: two to four words with a capital each, and no other."""
    return any(_PERSON.fullmatch(text) for text in seen.source) and _is_name(seen)


def _is_name(seen: Seen) -> bool:
    """Tell whether a pair is mostly written as a name, or stands on both sides alike with a capital."""
    return _is_verbatim(seen) or seen.capitals * 2 >= seen.count


def _is_verbatim(seen: Seen) -> bool:
    """Tell a name that both sides write alike."""
    return any(text in seen.target and text != text.lower() for text in seen.source)


def _proposal(concept: _Concept) -> Proposal:
    name = sum(_is_name(each.seen) * each.seen.count for each in concept.members) * 2 >= sum(
        each.seen.count for each in concept.members
    )
    sides = [_forms(concept, side, name=name) for side in (0, 1)]
    best = max(each.probability for each in concept.members)
    rows = dict.fromkeys(row for each in concept.members for row in each.seen.rows)
    return Proposal(
        sides[0], sides[1], ConceptKind.NAME if name else ConceptKind.TERM, round(best, 4),
        sum(each.seen.count for each in concept.members), tuple(rows)[:_ROWS],
        sorted(map(len, sides))[0] == 1 < sorted(map(len, sides))[1],
    )  # fmt: skip


def _forms(concept: _Concept, side: int, *, name: bool) -> tuple[str, ...]:
    """Return the forms of one side: those of the likeliest pair first, then by how often they stand."""
    counts = Counter[str]()
    for each in concept.members:
        forms = each.seen.target if side else each.seen.source
        other = _usual(each.seen.source)
        text = other if side and any(form == other + "s" for form in forms) else _usual(forms, name=name)
        counts[text] += each.seen.count
    head = next(iter(counts))
    return (head, *sorted((text for text in counts if text != head), key=lambda text: (-counts[text], text)))


def _usual(forms: Counter[str], *, name: bool = True) -> str:
    """Return the most frequent form, of a term one in lower case if there is one; a capital due to a heading goes."""
    plain = {text: count for text, count in forms.items() if text == text.lower()}
    best = min((plain if plain and not name else forms).items(), key=lambda item: (-item[1], item[0]))[0]
    return (
        best
        if name or plain
        else " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in best.split())
    )


def scored_pairs(
    table: PhraseTable, probabilities: Sequence[float], free: Sequence[tuple[float, float]]
) -> list[ScoredPair]:
    """Return the pairs of a table with what is known of each, in the order of the table."""
    return [
        ScoredPair(key, seen, probability, min(alone))
        for (key, seen), probability, alone in zip(table.pairs.items(), probabilities, free, strict=True)
    ]
