"""Which variants of a unit are the source and the target of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from songngu.corpus.errors import InputError
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx.units import Unit, plain_xml
from songngu.corpus.language.tags import base_language, find_tag, normal_tag

ALL = "*all*"

Langs = tuple[str | None, tuple[str, ...]]
"""What a unit says of its source, and the languages of its variants."""

Side = tuple[str, str]
"""Language, as the file writes it, and text."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where source and target stand among the variants, and whether a language stands there again.

    ``backwards`` where the target stands first though nobody asked for it.
    """

    source: int | None
    target: int | None
    repeated: bool
    backwards: bool


@dataclass(slots=True)
class Pairs:
    """Chooses source and target by what was asked for, else by the header and the only other language.

    ``one_sided`` and ``repeated`` count the units that lack one of the two, and those with a language more than once.
    """

    reading: Reading
    header: str
    one_sided: int = 0
    repeated: int = 0
    _source: str | None = None
    _found: dict[str, str] = field(default_factory=dict)
    _langs: dict[str, None] = field(default_factory=dict)
    _targets: set[str] = field(default_factory=set)
    _known: dict[Langs, _Places] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[str | None, str | None]:
        """Return the languages asked for; an empty one is none."""
        source, target = self.reading.langs
        return source or None, target or None

    def sides(self, units: list[Unit]) -> tuple[list[Side], list[Side], list[str | None]]:
        """Return the sources, the targets and the originals of units; a side that is absent has no text.

        A unit whose target comes first is kept as an original, so that it can be written as it was; where the languages
        were asked for, that is the order that is wanted.

        Raises InputError where there are more languages than two and none was chosen.
        """
        here = [unit.langs for unit in units]
        self._settle(here)
        sources, targets, originals = [], [], []
        for unit in units:
            key = unit.source_lang, unit.langs
            places = self._known.get(key) or self._places(*key, here)
            self.repeated += places.repeated
            self.one_sided += places.source is None or places.target is None
            sources.append(self._side(unit, places.source, "source"))
            targets.append(self._side(unit, places.target, "target"))
            originals.append(unit.original or (plain_xml(unit) if places.backwards else None))
        return sources, targets, originals

    def order(self, langs: Sequence[Langs]) -> tuple[str, str] | None:
        """Return "first" and "second" in the order of source and target, where it is one in units of these languages.

        ``langs`` are pairs of what a unit says of its source and the languages of its two variants. None where the
        order is not one, where one of the units lacks a side, or where the target comes first and nobody asked for
        that. Raises InputError as `sides` does.
        """
        here = [pair for _, pair in langs]
        self._settle(here)
        found = [self._known.get(key) or self._places(*key, here) for key in langs]
        if any(places.repeated or places.backwards for places in found):
            return None
        orders = {(places.source, places.target) for places in found}
        if orders == {(0, 1)}:
            return "first", "second"
        return ("second", "first") if orders == {(1, 0)} else None

    def is_turned(self, unit: Unit, source: str, target: str) -> bool:
        """Tell whether a unit, of which what was asked for makes these the languages, has them the other way round."""
        if self.asked == (None, None):
            return False
        header = self.header if self.header not in (ALL, "") else next(iter(unit.langs), "")
        own = base_language(unit.source_lang or header)
        return own == base_language(target) != base_language(source)

    def check(self) -> None:
        """Raise InputError where a language that was asked for is that of no unit."""
        for side, lang in zip(("source", "target"), self.asked, strict=True):
            if lang is not None and self._langs and side not in self._found:
                there = ", ".join(known or "none" for known in self._langs)
                raise self.reading.error(f"no unit has a variant in {lang}; there are {there}")

    def _settle(self, here: Sequence[tuple[str, ...]]) -> None:
        """Choose the language of the source, if it was not yet, having seen the languages of some units."""
        if self._source is None:
            self._source = self._first_choice(list(dict.fromkeys(lang for langs in here for lang in langs)))

    def _first_choice(self, langs: list[str]) -> str:
        source, target = self.asked
        if source is not None:
            return source
        free = [lang for lang in langs if target is None or find_tag(target, [lang]) is None]
        place = find_tag(self.header, free, loose=True)
        usable = self.header not in (ALL, "") and (target is None or find_tag(target, [self.header]) is None)
        if usable and find_tag(self.header, free) is not None:
            return self.header
        # Of one language alone the header may be right that it is the other.
        if usable and place is None and len(free) < 2:
            return self.header
        return free[place or 0] if free else ""

    def _side(self, unit: Unit, place: int | None, side: str) -> Side:
        if place is not None:
            return unit.langs[place], unit.texts[place]
        own = unit.source_lang if side == "source" else None
        asked = self.asked[side == "target"]
        header = self._source if side == "source" and self._source != ALL else None
        return own or self._found.get(side) or asked or header or "", ""

    def _places(self, source_lang: str | None, langs: tuple[str, ...], here: Sequence[tuple[str, ...]]) -> _Places:
        self._langs |= dict.fromkeys(langs)
        places = self._own(source_lang, langs) or self._chosen(langs, here)
        for side, place in (("source", places.source), ("target", places.target)):
            if place is not None:
                self._found.setdefault(side, langs[place])
        self._known[source_lang, langs] = places
        return places

    def _own(self, source_lang: str | None, langs: tuple[str, ...]) -> _Places | None:
        """Return the places in a unit of two variants that names its source, unless a language was asked for."""
        if source_lang is None or self.asked != (None, None) or len(langs) != 2:
            return None
        source = find_tag(source_lang, langs, loose=True) or 0
        return _Places(source, 1 - source, repeated=False, backwards=source == 1)

    def _chosen(self, langs: tuple[str, ...], here: Sequence[tuple[str, ...]]) -> _Places:
        wanted = cast(str, self._source)
        source = find_tag(wanted, langs)
        rest = [None if place == source else lang for place, lang in enumerate(langs)]
        # A variant without a language may be of any.
        again = [lang for lang in rest if lang and find_tag(wanted, [lang]) is not None]
        if self.asked[1] is not None:
            target = find_tag(self.asked[1], rest)
        else:
            others = [place for place, lang in enumerate(rest) if lang is not None and lang not in again]
            self._targets |= {target_key(langs[place], wanted) for place in others}
            if len(self._targets) > 1:
                raise self._ambiguous(here)
            target = others[0] if others else None
        normal = [normal_tag(lang) for lang in langs]
        chosen = {normal[place] for place in (source, target) if place is not None}
        backwards = None not in (source, target) and cast(int, target) < cast(int, source)
        return _Places(
            source,
            target,
            repeated=any(normal.count(lang) > 1 for lang in chosen),
            backwards=backwards and self.asked == (None, None),
        )

    def _ambiguous(self, here: Sequence[tuple[str, ...]]) -> InputError:
        langs = [*self._langs, *(lang for known in here for lang in known)]
        named = ", ".join(sorted({lang or "none" for lang in langs}))
        hint = "choose two with --source-lang and --target-lang"
        return self.reading.error(f"units in more than two languages ({named}); a bitext has two", hint=hint)


def target_key(target: str, source: str) -> str:
    """Return what tells the languages of targets apart: the region only where the source has the same language."""
    base = base_language(target)
    return normal_tag(target) if base == base_language(source) else base
