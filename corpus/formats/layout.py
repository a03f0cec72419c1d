"""The layout of a table of others: which of its first rows names the columns, and which of these hold the two texts.

A table is laid out by the names of its columns where they say enough (``source`` and ``target``, tags, the names of
languages in English or Vietnamese, *bản gốc* and *bản dịch*), else by the languages its cells are in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from songngu.corpus.bitext import EXTRAS, SCHEMA
from songngu.corpus.errors import UsageError
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import called_sides, find_language, is_language, side_columns
from songngu.corpus.formats.spoken import all_in
from songngu.corpus.language.identify import contradicts, has_own_letters, identify, likely_language
from songngu.corpus.language.names import language_named, read_tag
from songngu.corpus.language.tags import base_language, is_well_known, standard_tag
from songngu.corpus.language.words import LETTERS

HEAD = 200
"""How many rows of a table tell its layout."""

_HEADERS = 10
_MOST_WORDS = 4
_MOSTLY = 0.8
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_HEADINGS = frozenset(
    {
        "answer", "content", "expression", "meaning", "phrase", "question", "segment", "sentence", "term", "text",
        "word", "cụm từ", "câu", "câu hỏi", "diễn đạt", "nghĩa", "nội dung", "phân đoạn", "thuật ngữ", "trả lời", "từ",
        "từ ngữ", "từ vựng", "vocabulary", "văn bản", "đoạn", "đoạn văn", "ý nghĩa",
    }
)  # fmt: skip
_SIDES = ("source", "target")
_LEFT_OUT = ("", "-", "_")
_WORDS = re.compile(LETTERS)
_ROLES = {
    "source": re.compile(r"source|original|nguồn|(?:bản|câu|văn bản) gốc|nguyên (?:bản|văn)"),
    "target": re.compile(r"target|translation|translated|đích|(?:bản|câu|lời) dịch|dịch"),
}

Table = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """``columns`` names the columns of a bitext by their places, ``first`` is the number of the first row of texts.

    ``langs`` are the languages of source and target (``source_lang``, ``target_lang``) for rows that name none,
    ``left_out`` the names of columns that a bitext does not have, ``width`` is how many cells the row of names has, or
    the first row where none has names.
    """

    columns: dict[int, str]
    first: int = 0
    langs: dict[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    width: int = 0


def read_layout(head: Table, reading: Reading) -> Layout | None:
    """Return the layout of a table that begins with the rows ``head``, None where no two columns are told to be texts.

    The columns that ``reading`` names are looked for first: among the names in the table, else they are the names of
    all columns, in order. Raises InputError for columns that are not there, or where what there is leaves a choice.
    """
    if reading.columns:
        return _completed(_asked(head, reading), head, reading)
    for row, cells in enumerate(head[:_HEADERS]):
        names = [cell.strip() for cell in cells]
        sides = _exact(names, reading) or _natural(head, row, reading)
        if sides and not _are_below_texts(sides, head[:row]):
            return _completed(_named(names, sides, row + 1, reading), head, reading)
    texts = _by_contents(head, reading)
    return None if texts is None else _completed(texts, head, reading)


def _are_below_texts(sides: Iterable[int], above: Table) -> bool:
    """Tell whether a row ``above`` has texts in the columns of both sides, as those of a title have not."""
    return any(all(place < len(row) and row[place].strip() for place in sides) for row in above)


def _exact(names: list[str], reading: Reading) -> dict[int, str] | None:
    """Return the side of each column that a row calls ``source`` and ``target``, or by two tags."""
    lower = [name.lower() if name.lower() in _SIDES else name for name in names]
    if not called_sides(lower) and not _are_tags(names, reading):
        return None
    sides = side_columns(lower, reading)
    if sides is None:
        return None
    if any(lower.count(name) > 1 for name in sides):
        raise reading.error("two columns have the same name", 1)
    return {lower.index(name): side for name, side in sides.items()}


def _are_tags(names: list[str], reading: Reading) -> bool:
    """Tell whether two names are tags, one of a language well known or asked for: *hai* and *two* are tags too."""
    tags = [name for name in names if is_language(name)]
    asked = [find_language(lang, tags) for lang in reading.langs if lang]
    return len(tags) >= 2 and (any(map(is_well_known, tags)) or any(asked))


def named_sides(names: Sequence[str], reading: Reading) -> tuple[dict[str, str], dict[str, str]] | None:
    """Return which of some names are the source and the target, and the languages they name, by what people call them.

    None where they do not tell; raises InputError where there is a choice.
    """
    sides = _natural([names], 0, reading)
    if sides is None:
        return None
    called = {names[place]: side for place, side in sides.items()}
    return called, _langs({side: name for name, side in called.items()})


def _natural(head: Table, row: int, reading: Reading) -> dict[int, str] | None:
    """Return the side of each column of texts where a row names two languages, or two roles, as people do."""
    names = [_folded(cell) for cell in head[row]]
    langs = {place: lang for place, name in enumerate(names) if (lang := language_named(head[row][place])) and name}
    best: dict[str, int] = {}
    for place, lang in langs.items():
        held = best.setdefault(base_language(lang), place)
        if _size(head, row, place) > _size(head, row, held):
            best[base_language(lang)] = place
    if len(best) >= 2:
        return _turned({place: langs[place] for place in best.values()}, names, reading)
    roles = {side: [place for place, name in enumerate(names) if _is_role(name, side)] for side in _SIDES}
    found = [max(places, key=lambda place: (_size(head, row, place), -place)) for places in roles.values() if places]
    if len(found) == 2 and found[0] != found[1]:
        return dict(zip(found, _SIDES, strict=True))
    return None


def _turned(langs: dict[int, str], names: Sequence[str], reading: Reading) -> dict[int, str] | None:
    """Return which of the columns in these languages is the source: as asked, as they are called, else Vietnamese."""
    if any(reading.langs) or len(langs) > 2:
        chosen = side_columns(list(langs.values()), reading)
        return {place: chosen[lang] for place, lang in langs.items() if lang in chosen} if chosen else None
    first, second = langs
    if _is_role(names[first], "target") != _is_role(names[second], "target"):
        turned = _is_role(names[first], "target")
    elif _is_role(names[first], "source") != _is_role(names[second], "source"):
        turned = _is_role(names[second], "source")
    else:
        turned = find_language("vi", list(langs.values())) == langs[second]
    return {first: _SIDES[turned], second: _SIDES[not turned]}


def _is_role(name: str, side: str) -> bool:
    return bool(_ROLES[side].search(name)) and len(_WORDS.findall(name)) <= _MOST_WORDS


def _named(names: list[str], sides: dict[int, str], first: int, reading: Reading) -> Layout:
    """Return the layout by a row of names: the two texts, and whatever else a bitext has."""
    columns = dict(sides)
    for place, name in enumerate(names):
        if place not in sides and _is_known(name) and name not in _SIDES:
            if name in columns.values():
                raise reading.error("two columns have the same name", first)
            columns[place] = name
    left_out = tuple(name for place, name in enumerate(names) if name and place not in columns)
    return Layout(columns, first, _langs({side: names[place] for place, side in sides.items()}), left_out)


def _langs(names: dict[str, str]) -> dict[str, str]:
    """Return the languages that the names of the columns of both sides name."""
    tags = {side: (is_language(name) and standard_tag(name)) or language_named(name) for side, name in names.items()}
    return {f"{side}_lang": tag for side, tag in tags.items() if tag}


def _is_known(name: str) -> bool:
    return name in SCHEMA or name in EXTRAS or name.startswith("score.")


def _asked(head: Table, reading: Reading) -> Layout:
    """Return the layout by the columns that ``reading`` names."""
    wanted = [_folded(name) for name in reading.columns]
    chosen = [name for name in wanted if name not in _LEFT_OUT]
    if twice := [name for name, count in Counter(chosen).items() if count > 1]:
        raise UsageError(f"two columns are called {twice[0]}", hint="name each column once, and - those to leave out")
    for row, cells in enumerate(head[:_HEADERS]):
        names = [_folded(cell) for cell in cells]
        if chosen and all(name in names for name in chosen):
            places = [names.index(name) for name in chosen]
            return _chosen([cells[place].strip() for place in places], places, row + 1, cells, reading)
    width = max(map(len, head), default=0)
    odd = [name for name in chosen if not (is_language(name) or name in _SIDES or _is_known(name) or name == "score")]
    if len(wanted) != width or odd:
        there = ", ".join(cell.strip() for cell in (head[0] if head else ()) if cell.strip())
        hint = f"it has {width} columns: {there or 'without names'}"
        if len(wanted) == width and len(odd) <= width - len(_SIDES):
            hint += f"; if that names none, score.{odd[0]} keeps a number and - leaves a column out"
        raise reading.error(f"no columns {', '.join(reading.columns)}", 1, hint=hint)
    places = [place for place, name in enumerate(wanted) if name not in _LEFT_OUT]
    names = [reading.columns[place].strip() for place in places]
    # A score of no name, as mining writes it, is what a person who names the column wants to keep.
    layout = _chosen(["score.score" if name == "score" else name for name in names], places, 0, (), reading)
    _check_named(layout, [name for name in names if _folded(name) in chosen and is_language(name)], head, reading)
    return layout


def _check_named(layout: Layout, names: Iterable[str], head: Table, reading: Reading) -> None:
    """Raise UsageError where columns without names are called by what is no language, or by one their texts are not in.

    Two languages that hardly any bitext is in, of texts that are plainly in two others, are words: *hai* and *two*.
    """
    for name in names:
        if not _is_known(name):
            read_tag(name)
    places = {side: place for place, side in layout.columns.items()}
    said = {side: layout.langs[f"{side}_lang"] for side in _SIDES if f"{side}_lang" in layout.langs}
    told = {side: _read_as(_column(head, 0, places[side])) for side in said}
    wrong = [side for side, lang in said.items() if (own := told[side]) and contradicts(own, lang)]
    if len(set(told.values()) - {None}) == len(_SIDES) and not any(map(is_well_known, said.values())):
        wrong = list(_SIDES)
    if wrong:
        named, read = (", ".join(langs[side] or "" for side in wrong) for langs in (said, told))
        hint = "name each column by the language it is in, or both source,target"
        raise UsageError(f"{reading.path}: columns named {named} hold texts in {read}", hint=hint)


def _chosen(names: list[str], places: list[int], first: int, header: Sequence[str], reading: Reading) -> Layout:
    """Return the layout of the columns at ``places``, which someone chose: source and target as they are called, else
    the first is the source.
    """
    sides = _exact(names, reading) if set(_SIDES) <= {name.lower() for name in names} else None
    texts = [k for k, name in enumerate(names) if not _is_known(name)][:2]
    if sides is None and len(texts) < 2:
        raise reading.error("two columns of texts are to be named", first or 1, hint='such as --columns "vi,en"')
    sides = sides or dict(zip(texts, _SIDES, strict=True))
    columns = {places[k]: sides.get(k, name) for k, name in enumerate(names) if k in sides or _is_known(name)}
    left_out = tuple(cell.strip() for place, cell in enumerate(header) if place not in columns and cell.strip())
    return Layout(columns, first, _langs({side: names[k] for k, side in sides.items()}), left_out)


def _by_contents(head: Table, reading: Reading) -> Layout | None:
    """Return the layout of a table whose columns have no names that tell: the longest texts in two languages."""
    best: dict[str, tuple[int, int]] = {}
    for place in range(max(map(len, head), default=0)):
        text = "\n".join(_column(head, 0, place))
        lang = likely_language(text) if len(_WORDS.findall(text)) >= max(1, len(_column(head, 0, place))) else None
        if lang and len(text) > best.get(lang, (0, 0))[0]:
            best[lang] = len(text), place
    if len(best) < 2:
        return None
    both = sorted(sorted(best.values(), reverse=True)[:2], key=lambda item: item[1])
    langs = {place: lang for lang, (size, place) in best.items() if (size, place) in both}
    sides = _turned(dict(sorted(langs.items())), [""] * (max(langs) + 1), reading)
    if sides is None:
        return None
    first = int(_is_header(head, langs))
    told = {f"{side}_lang": langs[place] for place, side in sides.items()}
    left_out = tuple(
        cell.strip() for place, cell in enumerate(head[0]) if first and place not in sides and cell.strip()
    )
    return Layout(sides, first, told, left_out)


def _is_header(head: Table, langs: dict[int, str]) -> bool:
    """Tell whether the first row of a table without telling names is one of names all the same.

    It is where a column of numbers begins with a word, where both names are in one language, where they are words that
    head columns, and where they are a few words without an end mark above sentences that have one.
    """
    if len(head) < 2:
        return False
    for place in range(len(head[0])):
        below = _column(head, 1, place)
        numbers = bool(below) and not any(_WORDS.search(cell) for cell in below)
        if place not in langs and numbers and _WORDS.search(head[0][place]):
            return True
    told = [likely_language(head[0][place]) for place in langs if place < len(head[0])]
    if len(set(told)) == 1 and None not in told:
        return True
    names = [head[0][place].strip() for place in langs if place < len(head[0])]
    return all(_folded(name) in _HEADINGS for name in names) or (
        not any(_ENDED.search(name) or len(_WORDS.findall(name)) > _MOST_WORDS for name in names)
        and all(_are_sentences(_column(head, 1, place)) for place in langs)
    )


def _are_sentences(cells: Sequence[str]) -> bool:
    return sum(bool(_ENDED.search(cell.strip())) for cell in cells) >= _MOSTLY * len(cells)


def _completed(layout: Layout, head: Table, reading: Reading) -> Layout:
    """Return the layout with the languages that the texts tell, where neither names nor columns do."""
    langs = dict(layout.langs)
    places = {side: place for place, side in layout.columns.items()}
    for side, asked in zip(_SIDES, reading.langs, strict=True):
        if f"{side}_lang" in layout.columns.values() or f"{side}_lang" in langs or asked or side not in places:
            continue
        if lang := _read_as(_column(head, layout.first, places[side])):
            langs[f"{side}_lang"] = lang
    told = tuple(langs.get(f"{side}_lang") for side in _SIDES)
    if len(set(langs) - set(layout.langs)) == len(_SIDES) and not all_in(_rows(head, layout.first, places), told):
        langs = layout.langs
    return replace(layout, langs=langs, width=len(head[max(layout.first - 1, 0)]) if head else 0)


def _read_as(cells: Sequence[str]) -> str | None:
    """Return the language that texts are plainly in."""
    text = "\n".join(cells)
    return identify(text) or ("vi" if has_own_letters(text) else None)


def _rows(head: Table, first: int, places: dict[str, int]) -> list[tuple[str, str]]:
    """Return the texts of the rows that have both."""
    source, target = (places[side] for side in _SIDES)
    return [(row[source], row[target]) for row in head[first:] if len(row) > max(source, target)]


def _column(head: Table, first: int, place: int) -> list[str]:
    return [row[place] for row in head[first:] if place < len(row) and row[place].strip()]


def _size(head: Table, row: int, place: int) -> int:
    return sum(map(len, _column(head, row + 1, place)))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()
