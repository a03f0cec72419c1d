"""Source and target among the languages that a file has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from songngu.corpus.bitext import Bitext
from songngu.corpus.errors import UsageError
from songngu.corpus.files.display import quantity
from songngu.corpus.formats.fields import Row
from songngu.corpus.formats.reading import Reading
from songngu.corpus.language.tags import base_language, find_tag, is_well_known, normal_tag

# A language subtag of BCP 47 and what may follow it; columns called "id" are hardly ever Indonesian, "src" Sardinian.
_TAG = re.compile(r"(?!(?:ids?|src|tgt|trg)$)[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", re.ASCII)
_FIRST = "vi"
_CALLED = {"source": "source", "src": "source", "target": "target", "tgt": "target", "trg": "target"}
_OTHER_SIDE = {"source": "target", "target": "source"}
_USUAL = ("vi", "en")
_SCRIPT = 4

ONE_PAIR = {"huggingface", "moses"}
"""The formats that hold one pair of languages, which their files or columns are named after."""
_LANGS = ("source_lang", "target_lang")


def is_language(name: str) -> bool:
    """Tell whether ``name`` looks like a language tag: ``vi``, ``en-GB``, ``zh_Hans``."""
    return _TAG.fullmatch(name) is not None


def same_language(one: str, other: str) -> bool:
    """Tell whether two tags are the same, whatever their case and joint."""
    return normal_tag(one) == normal_tag(other)


def same_base(one: str, other: str) -> bool:
    """Tell whether two tags are of the same language, whatever the region."""
    return base_language(one) == base_language(other)


def find_language(wanted: str, available: Sequence[str]) -> str | None:
    """Return the tag among ``available`` that is ``wanted``, or else the one that is of its language."""
    place = find_tag(wanted, available, loose=True)
    return None if place is None else available[place]


def orientation(langs: tuple[str, str], reading: Reading) -> bool | None:
    """Tell whether a file of these two languages is to be turned for what ``reading`` asks; None if it is of others.

    An empty tag, in the file or in what is asked, is any language.
    """
    if _fit(langs, reading.langs):
        return False
    return True if _fit((langs[1], langs[0]), reading.langs) else None


def _fit(langs: tuple[str, str], asked: tuple[str | None, str | None]) -> bool:
    pairs = zip(langs, asked, strict=True)
    return all(not lang or not wanted or same_base(lang, wanted) for lang, wanted in pairs)


def turned(row: Row) -> Row:
    """Return a row with its sides exchanged."""
    return {exchanged(name): value for name, value in row.items()}


def of_chosen_languages(batches: Iterable[pl.DataFrame], reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the rows of the pair that ``reading`` asks for, turned where they have it the other way round.

    Those of other pairs are left out, which is noted. Raises InputError where no rows are left, or all are wanted.
    """
    others: dict[tuple[str, str], int] = {}
    is_found = False
    for batch in batches:
        kept = batch
        if any(reading.langs):
            counts = batch.group_by(_LANGS, maintain_order=True).len().rows()
            wrong = {
                (source, target): count for source, target, count in counts if _is_other((source, target), reading)
            }
            for pair, count in wrong.items():
                others[pair] = others.get(pair, 0) + count
                kept = kept.filter(~((pl.col(_LANGS[0]) == pair[0]) & (pl.col(_LANGS[1]) == pair[1])))
        is_found |= not kept.is_empty()
        yield oriented(kept, reading)
    if others:
        told = ", ".join("-".join(lang or "none" for lang in pair) for pair in others)
        if reading.whole or not is_found:
            raise reading.error(f"rows that are not of the languages asked for, but of {told}")
        count = sum(others.values())
        reading.notes.append(f"{quantity(count, 'row')} of other languages left out: {told}")


def _is_other(langs: tuple[str, str], reading: Reading) -> bool:
    return orientation(langs, reading) is None


def oriented(batch: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Return the rows of ``batch``, those turned that are of the pair that ``reading`` asks for the other way round.

    The unit such a row was read from is of one direction, and is left out.
    """
    pairs = batch.select(_LANGS).unique().rows() if any(reading.langs) else []
    wrong = [pair for pair in pairs if all(pair) and orientation(pair, reading)]
    if not wrong:
        return batch
    turns = pl.any_horizontal((pl.col(_LANGS[0]) == source) & (pl.col(_LANGS[1]) == target) for source, target in wrong)
    other = {name: exchanged(name) for name in batch.columns}
    turning = {name: one for name, one in other.items() if one != name and one in other}
    turned = [pl.when(turns).then(one).otherwise(name).alias(name) for name, one in turning.items()]
    whole = [pl.when(~turns).then("original")] if "original" in other else []
    return batch.with_columns(*turned, *whole)


def exchanged(column: str) -> str:
    """Return the column that holds of the other side what ``column`` holds of one: of a text, or of a score."""
    return re.sub(r"^(source|target)(?=_|$)|(?<=\.)(source|target)$", lambda side: _OTHER_SIDE[side[0]], column)


def chosen_sides(available: Sequence[str], reading: Reading) -> tuple[str, str] | None:
    """Return the languages of source and target among ``available``.

    What ``reading`` does not choose is the only other language there is, whatever regions of the chosen one are there
    too; of two, Vietnamese is the source, else the first. None where that leaves a choice. Raises InputError for a
    language that is not there.
    """
    wanted = [None if lang is None else _found(lang, available, reading) for lang in reading.langs]
    rest = [lang for lang in available if lang not in wanted]
    if wanted == [None, None] and len(rest) == 2:
        first = find_language(_FIRST, rest) or rest[0]
        return first, rest[1] if first == rest[0] else rest[0]
    if wanted.count(None) == 1:
        chosen = {_without_region(normal_tag(lang)) for lang in wanted if lang}
        others = [lang for lang in rest if _without_region(normal_tag(lang)) not in chosen] or rest
        wanted = [lang or others[0] for lang in wanted] if len(others) == 1 else wanted
    source, target = wanted
    if source is not None and source == target:
        raise reading.error(f"{source} is asked for on both sides", hint=f"it has {', '.join(available)}")
    return (source, target) if source is not None and target is not None else None


def nameless(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return the note on rows without a language, in a format whose other readers want one."""
    told = "rows that do not name both languages, which other tools want: --source-lang and --target-lang name them"
    return [told] if any(not all(pair) for pair in pairs) else []


def called_sides(names: Sequence[str]) -> dict[str, str] | None:
    """Return which of ``names`` say that they are the source and the target, None where not one says each."""
    called = {name: _CALLED[name.lower()] for name in names if name.lower() in _CALLED}
    return called if sorted(called.values()) == ["source", "target"] else None


def side_columns(names: Sequence[str], reading: Reading) -> dict[str, str] | None:
    """Return which of ``names`` are the source and the target: those called so, or two languages; None if none are.

    Raises InputError as `chosen_sides` does.
    """
    if called := called_sides(names):
        return called
    langs = column_languages(names, reading)
    return dict(zip(langs, ("source", "target"), strict=True)) if langs else None


def column_languages(names: Sequence[str], reading: Reading) -> tuple[str, str] | None:
    """Return the languages of source and target among the names of columns; None where fewer than two are languages.

    Unless asked for, those count that are hardly anything else: ``lic`` is the code of a language too, but beside
    ``vi`` and ``en`` it is a licence; where all columns are two, one that is well known is enough. Raises InputError,
    naming them, where that leaves a choice, and as `chosen_sides` does.
    """
    available = [name for name in names if is_language(name)]
    known = [name for name in available if is_well_known(name)]
    if not known and not any(find_language(lang, available) for lang in reading.langs if lang):
        return None
    if not any(reading.langs) and (len(known) > 1 or len(names) > len(available)):
        available = known
    langs = chosen_sides(available, reading) if any(reading.langs) or known else None
    if langs is None and len(available) > 2:
        listed = ", ".join(available)
        raise reading.error(
            f"columns of more than two languages: {listed}", hint="choose with --source-lang and --target-lang"
        )
    return langs


def _found(lang: str, available: Sequence[str], reading: Reading) -> str:
    found = find_language(lang, available)
    if found is None:
        raise reading.error(f"no language {lang}", hint=f"it has {', '.join(available) or 'none'}")
    return found


def only_pair(bitext: Bitext) -> tuple[str, str]:
    """Return the one pair of languages that all rows of ``bitext`` are of, for a format whose files are named after it.

    A bitext without rows is taken to be Vietnamese and English. Raises UsageError for rows of several pairs, of no
    language, or of one that cannot name a file.
    """
    return common_pair(bitext.lazy().select(_LANGS).unique().collect(engine="streaming").rows())


def common_pair(pairs: Iterable[tuple[str | None, str | None]]) -> tuple[str, str]:
    """Return the pair that all ``pairs`` of languages are of; see `only_pair`.

    Regions do not tell languages apart: of ``vi`` and ``vi-VN`` the pair has ``vi``, of ``en-GB`` and ``en-US`` ``en``.
    """
    found = sorted({(source or "", target or "") for source, target in pairs})
    if not found:
        return _USUAL
    sides = [_common({pair[place] for pair in found}) for place in range(2)]
    if None in sides:
        listed = ", ".join("-".join(lang or "none" for lang in pair) for pair in found[:5])
        hint = "choose one with --source-lang and --target-lang"
        raise UsageError(f"the format holds one pair of languages, the rows have {len(found)}: {listed}", hint=hint)
    source, target = (str(lang) for lang in sides)
    for side, lang in zip(("source", "target"), (source, target), strict=True):
        if not is_language(lang):
            problem = f"{lang!r} is no language" if lang else f"the rows do not name the language of the {side}"
            raise UsageError(problem, hint=f"name it with --{side}-lang")
    if same_language(source, target):
        raise UsageError(f"both sides of the rows are of the language {source}")
    return source, target


def _common(langs: set[str]) -> str | None:
    """Return the one language of some tags: the only tag, else what is left of them without regions and variants."""
    if len(langs) == 1:
        return next(iter(langs))
    normal = {normal_tag(lang) for lang in langs}
    if len(normal) == 1:
        return min(normal)
    bases = {_without_region(lang) for lang in normal}
    return min(bases) if len(bases) == 1 else None


def _without_region(tag: str) -> str:
    """Return a tag's language and, where it has one, its script: of four letters, the first subtag behind it."""
    language, *subtags = tag.split("-")
    return "-".join([language, *(each for each in subtags[:1] if len(each) == _SCRIPT and each.isalpha())])
