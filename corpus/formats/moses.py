"""Moses pairs: ``corpus.vi``, ``corpus.en`` and ``corpus.ids``, a row a line; ``corpus.moses`` names the three.

The format has no escapes. A line feed in a text, and whatever else some program takes for the end of a line, is written
as a space, so that the files stay parallel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path, PurePath
from typing import BinaryIO

import polars as pl

from songngu.corpus.bitext import Bitext, batches
from songngu.corpus.files.display import quantity
from songngu.corpus.files.output import atomic_files
from songngu.corpus.formats.compression import bare, is_archive, members, opened, opened_member
from songngu.corpus.formats.fields import Row, row_batches
from songngu.corpus.formats.lines import text_lines
from songngu.corpus.formats.losses import losses
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import chosen_sides, is_language, only_pair, same_language

_SUFFIX = ".moses"
_IDS = "ids"
# From the documents of OPUS to their sentences: both files, the numbers in each.
_OPUS_CELLS, _DIGITS = 4, 10
# The ends of lines of `str.splitlines`; Unicode 16, 5.8 has the same but for the separators 1C to 1E.
_LINE_ENDS = "[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
# Endings of files that may lie beside a corpus and look like languages.
_NOT_LANGUAGES = {
    *("bak", "csv", "doc", "gz", "htm", "js", "log", "md", "mo", "odt", "old", "pdf", "po", "py", "rst", "sh", "tab"),
    *("tar", "tmp", "tmx", "tsv", "txt", "xlf", "xls", "xml", "xz", "zip"),
}


def files_of(bitext: Bitext, path: Path) -> list[Path]:
    """Return the files of the source, the target and the ids; raises UsageError for several pairs of languages."""
    return _files(_prefix(path), *only_pair(bitext))


def _prefix(path: Path) -> Path:
    return path.with_suffix("") if path.suffix.lower() == _SUFFIX else path


def _files(prefix: Path, source: str, target: str) -> list[Path]:
    return [prefix.with_name(f"{prefix.name}.{ending}") for ending in (source, target, _IDS)]


def write_files(bitext: Bitext, path: Path) -> list[str]:
    """Write the texts and ids of ``bitext`` to their files.

    Told in the notes: texts with a line end, which becomes a space; empty sides, which become empty lines; the columns
    that have no place. Raises UsageError for rows of several pairs of languages.
    """
    names = ("source", "target", "id")
    lost = losses(bitext, (*names, "source_lang", "target_lang"))
    broken = one_sided = 0
    with atomic_files(files_of(bitext, path)) as streams:
        for batch in batches(bitext):
            lost.see(batch)
            for stream, name in zip(streams, names, strict=True):
                lines = batch.select(pl.col(name).fill_null("").str.replace_all(_LINE_ENDS, " ") + "\n")
                stream.write("".join(lines[name].to_list()).encode())
            broken += batch.select(pl.any_horizontal(pl.col(names).str.contains(_LINE_ENDS)).sum()).item()
            one_sided += batch.filter((pl.col("source") == "") | (pl.col("target") == "")).height
    return [*_notes(broken, one_sided), *lost.notes()]


def _notes(broken: int, one_sided: int) -> Iterator[str]:
    if broken:
        yield f"line ends inside {quantity(broken, 'row')} are spaces"
    if one_sided:
        yield f"{quantity(one_sided, 'row')} with an empty side: empty lines there"


def scan_files(path: Path, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the pairs of two files of the same number of lines, and their ids where there is a third.

    ``path`` is what their names begin with, ``.moses`` added or not, one of the two, or a zip archive of them; each may
    be compressed. Raises InputError where there are no two languages, or more and none is chosen, and for files that
    are not parallel.
    """
    files = _in_archive(path, reading) if is_archive(path) else _beside(path)
    langs = chosen_sides(_languages(files, reading), reading)
    if langs is None:
        found = _languages(files, reading)
        what = f"its files are of {', '.join(found)}" if found else f"no file {_prefix(path).name}.vi or the like"
        raise reading.error(f"not two languages: {what}", hint="choose with --source-lang and --target-lang")
    yield from row_batches(_rows([files[name] for name in (*langs, _IDS) if name in files], langs, reading), reading)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of lines: its name, and what opens it."""

    name: str
    open: Callable[[Reading], AbstractContextManager[BinaryIO]]


def is_side(path: str | Path) -> bool:
    """Tell whether a file is one side of a pair: its name ends in a language, and another beside it in another."""
    ending = bare(path).suffix[1:]
    return _may_be_language(ending) and sum(map(_may_be_language, _beside(Path(path)))) > 1


def sides_of(path: Path) -> list[Path]:
    """Return the files of a pair that ``path`` stands for: those whose names end in a language, and the ids."""
    if (path.is_file() and not is_side(path)) or is_archive(path):
        return []
    return [path.with_name(file.name) for end, file in _beside(path).items() if end == _IDS or _may_be_language(end)]


def pair_in(names: Iterable[str]) -> bool:
    """Tell whether files, of an archive, say, are the sides of a pair and what may lie beside them."""
    stems = Counter(bare(name).with_suffix("") for name in names if _may_be_language(bare(name).suffix[1:]))
    return any(count > 1 for count in stems.values())


def _beside(path: Path) -> dict[str, _File]:
    """Return the files whose names are that of ``path`` and an ending, by their endings."""
    if not path.name:  # the working folder, or the root
        return {}
    prefix = _prefix(path)
    if path.is_file() and is_language(bare(path).suffix[1:]):
        prefix = bare(path).with_suffix("")
    start = f"{prefix.name}."
    beside = sorted(file for file in prefix.parent.glob("*") if file.name.startswith(start) and file.is_file())
    return {bare(file.name).name.removeprefix(start): _File(file.name, partial(opened, file, ())) for file in beside}


def _in_archive(path: Path, reading: Reading) -> dict[str, _File]:
    """Return the files of the one pair in an archive, by their endings; raises InputError where it holds several."""
    names = members(path, reading)
    stems = Counter(
        str(PurePath(name).with_suffix("")) for name in names if _may_be_language(PurePath(name).suffix[1:])
    )
    pairs = [stem for stem, count in stems.items() if count > 1]
    if len(pairs) > 1:
        hint = "unpack it and name the one to read"
        raise reading.error(f"the archive holds {len(pairs)} pairs of files: {', '.join(pairs[:5])}", hint=hint)
    own = [name for name in names if str(PurePath(name).with_suffix("")) in pairs]
    return {PurePath(name).suffix[1:]: _File(name, partial(opened_member, path, name)) for name in own}


def _may_be_language(ending: str) -> bool:
    return is_language(ending) and ending not in _NOT_LANGUAGES


def _languages(files: Iterable[str], reading: Reading) -> list[str]:
    """Return the languages that there are files of, in alphabetical order; what is asked for is one in any case."""
    asked = [lang for lang in reading.langs if lang]
    return sorted(
        ending
        for ending in files
        if is_language(ending) and (ending not in _NOT_LANGUAGES or any(same_language(ending, lang) for lang in asked))
    )


def _rows(files: Sequence[_File], langs: tuple[str, str], reading: Reading) -> Iterator[tuple[int, Row]]:
    names = [file.name for file in files]
    with ExitStack() as stack:
        readings = [Reading(_placed(reading.path, name)) for name in names]
        streams = [stack.enter_context(file.open(own)) for file, own in zip(files, readings, strict=True)]
        sides = [text_lines(stream, own) for stream, own in zip(streams, readings, strict=True)]
        for number, lines in enumerate(zip_longest(*sides), start=1):
            if ended := [name for name, line in zip(names, lines, strict=True) if line is None]:
                longer = next(name for name in names if name not in ended)
                raise reading.error(f"not parallel: {ended[0]} ends before line {number} of {longer}")
            source, target, *ids = (line[1] for line in lines)
            row = {"source": source, "target": target, "source_lang": langs[0], "target_lang": langs[1]}
            yield number, row | (_told(ids[0], langs) if ids else {})


def _placed(path: str, name: str) -> str:
    return f"{path}/{name}" if is_archive(path) else str(Path(path).with_name(name))


def _told(line: str, langs: tuple[str, str]) -> Row:
    """Return what a line of the ids says: the id of the row or, as OPUS has it, both documents and sentence numbers."""
    cells = line.split("\t")
    if len(cells) != _OPUS_CELLS:
        return {"id": line}
    files, numbers = cells[:2], cells[2:]
    if files[0].startswith(f"{langs[1]}/") and not files[0].startswith(f"{langs[0]}/"):
        files, numbers = files[::-1], numbers[::-1]
    row: Row = {"document": files[0], "source_file": files[0], "target_file": files[1]}
    for side, text in zip(("source", "target"), numbers, strict=True):
        found = text.split()
        if all(number.isascii() and number.isdigit() and len(number) < _DIGITS for number in found):
            row[f"{side}_ids"] = [int(number) for number in found]
    return row
