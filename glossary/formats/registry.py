"""The formats of glossaries, each bound to how it is read and written."""

from __future__ import annotations

from pathlib import Path

from songngu.corpus.errors import InputError
from songngu.corpus.files.registry import Registry
from songngu.glossary.concept import Glossary
from songngu.glossary.formats import (
    csv,
    exchange,
    headed,
    markdown,
    memoq,
    omegat,
    tables,
    utx,
    xlsx,
    yaml,
)
from songngu.glossary.formats.format import GlossaryFormat, GlossaryOptions
from songngu.glossary.formats.losses import GlossaryReading, Loss
from songngu.glossary.formats.pairs import together

Rows = list[tuple[int, list[str]]]


def _read_yaml(path: Path, data: bytes, _: GlossaryOptions) -> GlossaryReading:
    glossary, comments = yaml.parse(tables.decoded(data, path), str(path))
    return GlossaryReading(glossary, comments=comments)


def _write_yaml(glossary: Glossary, _: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    return yaml.dump(glossary).encode(), []


def _read_csv(path: Path, data: bytes, options: GlossaryOptions) -> GlossaryReading:
    """Read what a CSV file holds, told by its first row."""
    text = omegat.text_of(data, path)
    return _told_by_head(path, list(tables.rows(text, path, tables.delimiter(text))), options)


def _read_xlsx(path: Path, data: bytes, options: GlossaryOptions) -> GlossaryReading:
    """Read all sheets that have terms; a workbook of one sheet needs no row that names its columns."""
    sheets = [(title, rows) for title, rows in xlsx.sheets(data, path) if rows]
    if len(sheets) < 2:
        return _told_by_head(path, sheets[0][1] if sheets else [], options)
    headed_ones = [(title, rows) for title, rows in sheets if _is_profile(rows) or headed.head_of(rows)]
    if not headed_ones:
        raise InputError(
            "no sheet has a row that names its languages", path=str(path), hint="head the columns vi and en"
        )
    readings = [_told_by_head(path, rows, options) for _, rows in headed_ones]
    told = {title for title, _ in headed_ones}
    passed = [Loss(title, "a sheet whose columns name no languages") for title, _ in sheets if title not in told]
    return together(readings, passed)


def _told_by_head(path: Path, rows: Rows, options: GlossaryOptions) -> GlossaryReading:
    head = [cell.strip() for cell in rows[0][1]] if rows else []
    while head and not head[-1]:
        head.pop()
    if not head or _is_profile(rows):
        return GlossaryReading(csv.read(path, iter(rows)))
    if memoq.is_memoq(head):
        return memoq.read(path, iter(rows))
    if not exchange.is_deepl(head):
        if reading := headed.read(path, rows, options.langs):
            return reading
        if {"id", "en_preferred", "type"} & set(head):
            return GlossaryReading(csv.read(path, iter(rows)))  # which tells what column is missing
    if len(head) in {4, 5}:
        return exchange.read_pairs(path, rows, options.langs)
    return omegat.read(path, rows, options.langs)


def _is_profile(rows: Rows) -> bool:
    return {"id", "type", "vi", "en_preferred"} <= {cell.strip() for cell in rows[0][1]}


def _read_markdown(path: Path, data: bytes, options: GlossaryOptions) -> GlossaryReading:
    found = [(str(rows[0][0]), rows) for rows in markdown.tables_of(tables.decoded(data, path))]
    readings = []
    passed = []
    for line, rows in found:
        if _is_profile(rows) or headed.head_of(rows):
            readings.append(_told_by_head(path, rows, options))
        else:
            passed.append(Loss(f"line {line}", "a table whose columns name no languages"))
    if not readings:
        raise InputError("no table with a column for each language", path=str(path), hint="head the columns vi and en")
    return together(readings, passed)


def _write_markdown(glossary: Glossary, _: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    table, losses = csv.table_of(glossary)
    return markdown.written(table).encode(), losses


def _write_csv(glossary: Glossary, _: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    table, losses = csv.table_of(glossary)
    return tables.written(table).encode(), losses


def _write_xlsx(glossary: Glossary, _: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    table, losses = csv.table_of(glossary)
    return xlsx.written(table), losses


def _read_tbx(path: Path, data: bytes, _: GlossaryOptions) -> GlossaryReading:
    from songngu.glossary.formats import tbx

    return tbx.read(path, data)


def _write_tbx(glossary: Glossary, options: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    from songngu.glossary.formats import tbx_writer

    return tbx_writer.write(glossary, dialect=options.dialect, style=options.style)


def _read_utx(path: Path, data: bytes, _: GlossaryOptions) -> GlossaryReading:
    return utx.read(path, tables.decoded(data, path))


def _write_utx(glossary: Glossary, options: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    text, losses = utx.write(glossary, options.langs)
    return text.encode(), losses


def _read_tabbed(path: Path, data: bytes, options: GlossaryOptions) -> GlossaryReading:
    text = omegat.text_of(data, path)
    if text.startswith("#UTX"):
        return utx.read(path, text)
    lines = list(tables.tabbed(text))
    if lines and exchange.is_deepl(lines[0][1]):
        return exchange.read_pairs(path, lines, options.langs)
    if reading := headed.read(path, [line for line in lines if not line[1][0].startswith("# ")], options.langs):
        return reading
    return omegat.read(path, lines, options.langs)


def _write_omegat(glossary: Glossary, options: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    return _encoded(omegat.write(glossary, options.langs))


def _write_omegat_csv(glossary: Glossary, options: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    return _encoded(omegat.write(glossary, options.langs, csv=True))


def _read_deepl(path: Path, data: bytes, options: GlossaryOptions) -> GlossaryReading:
    text = tables.decoded(data, path)
    return exchange.read_pairs(path, list(tables.rows(text, path, tables.delimiter(text))), options.langs)


def _write_deepl(glossary: Glossary, options: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    return _encoded(exchange.write_pairs(glossary, options.langs, columns=options.columns))


def _write_google(glossary: Glossary, options: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    return _encoded(exchange.write_pairs(glossary, options.langs))


def _write_tsv(glossary: Glossary, options: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    return _encoded(exchange.write_pairs(glossary, options.langs, tsv=True))


def _write_term_set(glossary: Glossary, _: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    return _encoded(exchange.write_term_set(glossary))


def _read_memoq(path: Path, data: bytes, _: GlossaryOptions) -> GlossaryReading:
    text = tables.decoded(data, path)
    return memoq.read(path, tables.rows(text, path, tables.delimiter(text)))


def _write_memoq(glossary: Glossary, _: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    return _encoded(memoq.write(glossary))


def _encoded(written: tuple[str, list[Loss]]) -> tuple[bytes, list[Loss]]:
    return written[0].encode(), written[1]


_OWN = (
    GlossaryFormat("yaml", (".yaml", ".yml"), _read_yaml, _write_yaml),
    GlossaryFormat("csv", (".csv",), _read_csv, _write_csv),
    GlossaryFormat("xlsx", (".xlsx", ".xlsm"), _read_xlsx, _write_xlsx),
    GlossaryFormat("tbx", (".tbx", ".xml", ".martif", ".tbxm"), _read_tbx, _write_tbx),
    GlossaryFormat("omegat", (".txt", ".tab", ".utf8"), _read_tabbed, _write_omegat, of_a_pair=True),
    GlossaryFormat("omegat-csv", (), _read_csv, _write_omegat_csv, of_a_pair=True),
    GlossaryFormat("utx", (".utx",), _read_utx, _write_utx, of_a_pair=True),
    GlossaryFormat("deepl", (), _read_deepl, _write_deepl, of_a_pair=True),
    GlossaryFormat("google", (), _read_deepl, _write_google, of_a_pair=True),
    GlossaryFormat("google-tsv", (".tsv",), _read_tabbed, _write_tsv, of_a_pair=True),
    GlossaryFormat("google-set", (), _read_csv, _write_term_set),
    GlossaryFormat("markdown", (".md", ".markdown"), _read_markdown, _write_markdown),
    GlossaryFormat("memoq", (), _read_memoq, _write_memoq),
)
FORMATS: Registry[GlossaryFormat] = Registry(
    "glossary format",
    {format.name: format for format in _OWN},
    "songngu.glossary_formats",
    lambda thing: isinstance(thing, GlossaryFormat),
)
"""The formats by name; where two share a suffix the first is meant; those of other packages come last."""
