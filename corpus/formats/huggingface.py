"""The ``translation`` layout of the Hugging Face hub: a folder of Parquet shards and a dataset card.

``data/train-00000-of-00001.parquet`` and so on for each part of the split, ``dev`` under the hub's name ``validation``;
a row has both texts in one column ``translation``, by language, and the other columns of the bitext beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from songngu.corpus.bitext import SCHEMA, Bitext, columns_of
from songngu.corpus.errors import UsageError, no_such_file
from songngu.corpus.files.display import quantity
from songngu.corpus.files.output import atomic_files
from songngu.corpus.files.staging import make_folder, together
from songngu.corpus.formats import parquet
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import only_pair

CARD = "README.md"
ROWS = 1_000_000
"""Rows of a shard."""

_WHOLE = "train"
_PART_OF = pl.col("split").cast(pl.Utf8).fill_null(_WHOLE).alias("part")
_HUB_NAMES = {"dev": "validation"}
_OWN_NAMES = {"validation": "dev", "valid": "dev", "val": "dev"}
_ORDER = ("train", "dev", "validation", "test")
_PART = re.compile(r"\w+(\.\w+)*", re.ASCII)
_SHARD = re.compile(r"(.+)-\d{5}-of-\d{5}\.parquet", re.ASCII)
_PART_IN_PATH = re.compile(r"(?:^|[^a-z0-9])(train|validation|valid|val|dev|test)(?:[^a-z0-9]|$)", re.IGNORECASE)
_KINDS: Mapping[pl.DataType, str] = {
    pl.Utf8(): "dtype: string",
    pl.UInt32(): "dtype: uint32",
    pl.Float64(): "dtype: float64",
    SCHEMA["source_ids"]: "list: uint32",
    SCHEMA["source_spans"]: "list:\n    - name: start\n      dtype: uint64\n    - name: end\n      dtype: uint64",
}


@dataclass(frozen=True, slots=True)
class DatasetPart:
    """A part of the split: its name, that of the hub, and how many rows it has."""

    name: str
    rows: int

    @property
    def hub_name(self) -> str:
        """The name that the hub has for it."""
        return _HUB_NAMES.get(self.name, self.name)

    @property
    def shards(self) -> list[str]:
        """The names of its files."""
        number = max(1, -(-self.rows // ROWS))
        return [f"data/{self.hub_name}-{shard:05}-of-{number:05}.parquet" for shard in range(number)]


def files_of(bitext: Bitext, path: Path) -> list[Path]:
    """Return the shards and the card."""
    return [*(path / shard for part in _parts(bitext) for shard in part.shards), path / CARD]


def _parts(bitext: Bitext) -> list[DatasetPart]:
    table = bitext.lazy()
    if "split" not in columns_of(bitext):
        return [DatasetPart(_WHOLE, table.select(pl.len()).collect(engine="streaming").item())]
    counts = dict(table.group_by(_PART_OF).len().collect(engine="streaming").rows()) or {_WHOLE: 0}
    if wrong := [name for name in counts if not _PART.fullmatch(name)]:
        raise UsageError(f"{wrong[0]!r} cannot be the name of a part", hint="letters, digits and _ can")
    return [DatasetPart(name, counts[name]) for name in sorted(counts, key=_place)]


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def write_files(bitext: Bitext, path: Path) -> list[str]:
    """Write ``bitext`` to the folder ``path``; shards of another corpus that are there are removed.

    Nothing is lost; rows of no part are told in the notes. Raises UsageError for rows of several pairs of languages.
    """
    langs, parts = only_pair(bitext), _parts(bitext)
    paths = files_of(bitext, path)
    old = [file for file in path.glob("data/*") if _SHARD.fullmatch(file.name)]
    with together():
        _make_folder(path / "data")
        _write(bitext, langs, parts, paths, old)
    return _notes(bitext)


def _write(
    bitext: Bitext, langs: tuple[str, str], parts: Sequence[DatasetPart], paths: Sequence[Path], old: Sequence[Path]
) -> None:
    with atomic_files(paths, old) as files:
        shards = iter(files)
        for part in parts:
            own = bitext.lazy().filter(part.name == _PART_OF) if "split" in columns_of(bitext) else bitext.lazy()
            rows = _layout(own, langs)
            for number in range(len(part.shards)):
                parquet.sink(rows.slice(number * ROWS, ROWS), next(shards))
        kinds = _layout(bitext.lazy(), langs).collect_schema()
        next(shards).write(dataset_card(langs, parts, kinds).encode())


def _notes(bitext: Bitext) -> list[str]:
    if "split" not in columns_of(bitext):
        return []
    none: int = bitext.lazy().select(pl.col("split").is_null().sum()).collect(engine="streaming").item()
    return [f"{quantity(none, 'row')} of no part of the split are in {_WHOLE}"] if none else []


def _make_folder(path: Path) -> None:
    try:
        make_folder(path)
    except OSError as error:
        raise UsageError(f"cannot write {path.parent}: {error.strerror or error}", hint="name a folder") from error


def _layout(table: pl.LazyFrame, langs: tuple[str, str]) -> pl.LazyFrame:
    sides = dict(zip(langs, ("source", "target"), strict=True))
    # The hub's type for translations has the languages in this order.
    texts = pl.struct(pl.col(sides[lang]).alias(lang) for lang in sorted(langs)).alias("translation")
    kinds = table.collect_schema()
    others = [
        pl.col(name).cast(pl.Utf8) if isinstance(kind, pl.Enum) else pl.col(name)
        for name, kind in kinds.items()
        if name not in ("id", "source", "target")
    ]
    # The languages of a row are those of the texts it has, without the regions that differ.
    return table.select("id", texts, *others).with_columns(
        pl.lit(lang).alias(f"{side}_lang") for lang, side in sides.items() if f"{side}_lang" in kinds
    )


def dataset_card(langs: tuple[str, str], parts: Sequence[DatasetPart], columns: Mapping[str, pl.DataType]) -> str:
    """Return a card with what the hub must know: languages, columns and the files of each part."""
    files = "\n".join(f"  - split: {part.hub_name}\n    path: data/{part.hub_name}-*" for part in parts)
    rows = "\n".join(f"- {part.hub_name}: {quantity(part.rows, 'row')}" for part in parts)
    return (
        f"---\nlanguage:\n- {_scalar(langs[0])}\n- {_scalar(langs[1])}\ntask_categories:\n- translation\n"
        f"{_dataset_info(columns)}\nconfigs:\n- config_name: default\n  data_files:\n{files}\n---\n\n"
        f"# {langs[0]}-{langs[1]}\n\nA bitext written by songngu.\n\n{rows}\n"
    )


def dataset_info(bitext: Bitext) -> str:
    """Return the lines of a card's front matter that tell the columns of ``bitext`` in the layout."""
    return _dataset_info(_layout(bitext.lazy(), only_pair(bitext)).collect_schema())


def _dataset_info(columns: Mapping[str, pl.DataType]) -> str:
    features = "\n".join(f"  - name: {_scalar(name)}\n    {_kind(kind)}" for name, kind in columns.items())
    return f"dataset_info:\n  features:\n{features}"


def part_of(shard: Path) -> str | None:
    """Return the name on the hub of the part that a file of the layout holds, None for another file."""
    found = _SHARD.fullmatch(shard.name)
    return found[1] if found else None


def _kind(kind: pl.DataType) -> str:
    if isinstance(kind, pl.Struct):
        languages = "".join(f"\n        - {_scalar(field.name)}" for field in kind.fields)
        return f"dtype:\n      translation:\n        languages:{languages}"
    return _KINDS[kind]


def _scalar(text: str) -> str:
    """Return a text as YAML has it; ``no`` alone would be false."""
    quoted = "".join(character if character.isprintable() else f"\\U{ord(character):08X}" for character in text)
    return '"' + quoted.replace('"', '\\"') + '"' if not re.fullmatch("[A-Za-z_]{3,}", text) else text


def scan_files(path: Path, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the rows of the Parquet files in the folder ``path``, part by part.

    The part of a row is that of its column ``split`` or of the name of its file, unless the only part is ``train``.
    Raises InputError for a folder without Parquet files and for files that hold no pairs of texts.
    """
    files = sorted(file for file in path.rglob("*.parquet") if file.is_file())
    if not files:
        raise reading.error("no Parquet files in this folder") if path.is_dir() else no_such_file(reading.path)
    parts = {file: _part_in(file.relative_to(path)) for file in files}
    files.sort(key=lambda file: _place(parts[file] or ""))
    told = set(parts.values()) != {_WHOLE}
    yield from parquet.tables([(file, parts[file] if told else None) for file in files], reading)


def _part_in(file: Path) -> str | None:
    shard = _SHARD.fullmatch(file.name)
    found = None if shard else _PART_IN_PATH.search(file.as_posix())
    name = shard[1] if shard else found[1].lower() if found else None
    return _OWN_NAMES.get(name, name) if name else None
