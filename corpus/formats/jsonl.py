"""JSON Lines: one bead a line, as an object of the keys of ``KEYS`` and of any scores."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NoReturn

import polars as pl

from songngu.corpus.bitext import EXTRAS, Bitext, batches
from songngu.corpus.files.display import escaped
from songngu.corpus.formats.fields import Row, extra_names, rounded, row_batches, score_names
from songngu.corpus.formats.layout import named_sides
from songngu.corpus.formats.lines import text_lines
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import is_language, side_columns
from songngu.corpus.language.tags import standard_tag

KEYS = (
    *("id", "source", "target", "source_ids", "target_ids", "source_spans", "target_spans"),
    *("probability", "status", "duplicate_of"),
    *("document", "source_file", "target_file", "source_lang", "target_lang", "note"),
)
"""The keys of every object, in order. A row is numbered by its place, so that a new row changes no other line."""

# A row takes several kilobytes as it becomes a line.
_AT_ONCE = 2_048
_SURROGATE = re.compile("[\ud800-\udfff]")


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write ``bitext``; nothing is lost but row numbers and digits after the sixth decimal place."""
    keys = [*KEYS, *score_names(bitext), *extra_names(bitext)]
    columns = [_values(key) for key in keys]
    # json.dumps would make a new encoder for every row.
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    for batch in batches(bitext, _AT_ONCE):
        values = zip(*(series.to_list() for series in batch.select(columns)), strict=True)
        lines = "".join(encode(dict(zip(keys, row, strict=True))) + "\n" for row in values)
        stream.write(escaped(lines).encode())
    return []


def _values(key: str) -> pl.Expr:
    if key.endswith("_spans"):
        pair = pl.concat_list(pl.element().struct.field("start"), pl.element().struct.field("end"))
        return pl.col(key).list.eval(pair)
    return rounded(key) if key == "probability" or key.startswith("score.") else pl.col(key)


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the bitext in ``stream``; unknown keys are left out and told in the notes.

    The texts stand under source and target, or under their languages, there or in ``translation`` as the Hugging Face
    hub has it. Raises InputError with line and, for broken JSON, column.
    """
    others: dict[str, None] = {}
    yield from row_batches(_rows(stream, reading, others), reading)
    reading.leave_out(others)


def _rows(stream: BinaryIO, reading: Reading, others: dict[str, None]) -> Iterator[tuple[int, Row]]:
    decode = json.JSONDecoder(parse_constant=_refuse, object_pairs_hook=_object).decode
    for number, line in text_lines(stream, reading, apart=True):
        if not line.strip():
            continue
        try:
            value = _sided(decode(line), reading)
            row = _row(value)
        except json.JSONDecodeError as error:
            reading.pass_over(reading.error(f"not JSON: {error.msg}", number, error.colno))
        except RecursionError:
            reading.pass_over(reading.error("not a row: nested too deeply", number))
        except ValueError as error:
            reading.pass_over(reading.error(str(error), number))
        else:
            if len(row) < len(value):
                others |= dict.fromkeys(key for key in value if key not in row)
            yield number, row


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise ValueError(f"the key {json.dumps(twice)} stands twice in an object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _sided(value: Any, reading: Reading) -> Any:
    """Return an object whose texts are called source and target, as far as their names tell which they are."""
    if not isinstance(value, dict) or "source" in value or "target" in value:
        return value
    inner = value.get("translation")
    texts = inner if isinstance(inner, dict) else value
    names = [name for name, text in texts.items() if isinstance(text, str)]
    # A text that is null is an empty one; other fields that are null may be called like languages.
    sides = side_columns(names, reading) or side_columns(
        [*names, *(name for name in texts if texts[name] is None)], reading
    )
    langs = {f"{side}_lang": standard_tag(name) or name for name, side in (sides or {}).items() if is_language(name)}
    if sides is None and (told := named_sides(names, reading)):
        sides, langs = told
    if sides is None:
        return value
    rest = {key: cell for key, cell in value.items() if cell is not inner and not (texts is value and key in sides)}
    return langs | rest | {side: texts[name] for name, side in sides.items()}


def _row(value: Any) -> Row:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    if missing := [key for key in ("source", "target") if key not in value]:
        raise ValueError(f"no {' and no '.join(missing)}")
    return {
        key: _cell(key, cell) for key, cell in value.items() if key in KEYS or key in EXTRAS or key.startswith("score.")
    }


def _cell(key: str, value: Any) -> Any:
    if value is None:
        return None
    try:
        return _check(key)(value)
    except TypeError as error:
        raise ValueError(f"{key}: {json.dumps(value)[:60]} is not {error}") from error


def _check(key: str) -> Callable[[Any], Any]:
    if key.endswith("_spans"):
        return _spans
    if key.endswith("_ids"):
        return _ids
    return _number if key == "probability" or key.startswith("score.") else _text


def _text(value: Any) -> str:
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise TypeError("a text")
    return value


def _number(value: Any) -> float:
    try:
        number = float(value) if type(value) in (int, float) else math.nan
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise TypeError("a number")
    return number


def _ids(value: Any) -> list[int]:
    if not isinstance(value, list) or not all(type(number) is int and number >= 0 for number in value):
        raise TypeError("a list of sentence numbers")
    return value


def _spans(value: Any) -> list[dict[str, int]]:
    if not isinstance(value, list) or not all(isinstance(span, list) and len(span) == 2 for span in value):
        raise TypeError("a list of [start, end]")
    return [{"start": start, "end": end} for start, end in (_ids(span) for span in value)]
