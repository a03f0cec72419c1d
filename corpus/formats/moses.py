"""Moses pairs: ``corpus.vi``, ``corpus.en`` and ``corpus.ids``, a row a line; ``corpus.moses`` names the three.

The format has no escapes. A line feed in a text, and whatever else some program takes for the end of a line, is written
as a space, so that the files stay parallel.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path

import polars as pl

from songngu.corpus.bitext import Bitext, batches
from songngu.corpus.files.output import atomic_files
from songngu.corpus.formats.fields import Row, quantity, row_batches, text_lines
from songngu.corpus.formats.losses import losses
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import chosen_sides, is_language, only_pair, same_language

_SUFFIX = ".moses"
_IDS = "ids"
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
        yield f"line ends inside {quantity(broken, 'row', 'rows')} are spaces"
    if one_sided:
        yield f"{quantity(one_sided, 'row', 'rows')} with an empty side: empty lines there"


def scan_files(path: Path, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the pairs of two files of the same number of lines, and their ids where there is a third.

    ``path`` is what their names begin with, ``.moses`` added or not, or one of the two. Raises InputError where there
    are no two languages, or more and none is chosen, and for files that are not parallel.
    """
    prefix, langs = _found(path, reading)
    yield from row_batches(_rows(prefix, langs, reading), reading)


def _found(path: Path, reading: Reading) -> tuple[Path, tuple[str, str]]:
    prefix = _prefix(path)
    if path.is_file() and is_language(path.suffix[1:]):
        prefix = path.with_suffix("")
    available = _languages(prefix, reading)
    langs = chosen_sides(available, reading)
    if langs is None:
        what = f"its files are of {', '.join(available)}" if available else f"no file {prefix.name}.vi or the like"
        raise reading.error(f"not two languages: {what}", hint="choose with --source-lang and --target-lang")
    return prefix, langs


def _languages(prefix: Path, reading: Reading) -> list[str]:
    """Return the languages that there are files of, in alphabetical order; what is asked for is one in any case."""
    start = f"{prefix.name}."
    beside = (file for file in prefix.parent.glob("*") if file.name.startswith(start) and file.is_file())
    endings = [file.name.removeprefix(start) for file in beside]
    asked = [lang for lang in reading.langs if lang]
    return sorted(
        ending
        for ending in endings
        if is_language(ending) and (ending not in _NOT_LANGUAGES or any(same_language(ending, lang) for lang in asked))
    )


def _rows(prefix: Path, langs: tuple[str, str], reading: Reading) -> Iterator[tuple[int, Row]]:
    paths = _files(prefix, *langs)
    if not paths[2].exists():
        paths.pop()
    names = [path.name for path in paths]
    with ExitStack() as stack:
        sides = [text_lines(stack.enter_context(path.open("rb")), Reading(str(path))) for path in paths]
        for number, lines in enumerate(zip_longest(*sides), start=1):
            if ended := [name for name, line in zip(names, lines, strict=True) if line is None]:
                longer = next(name for name in names if name not in ended)
                raise reading.error(f"not parallel: {ended[0]} ends before line {number} of {longer}")
            source, target, *name = (line[1] for line in lines)
            row = {"source": source, "target": target, "source_lang": langs[0], "target_lang": langs[1]}
            yield number, row | ({"id": name[0]} if name else {})
