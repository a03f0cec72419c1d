"""The formats of glossaries, each bound to how it is read and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from songngu.glossary.concept import Glossary
from songngu.glossary.formats import Format, Options, csv, exchange, memoq, omegat, tables, utx, xlsx, yaml
from songngu.glossary.formats.losses import Loss, Reading

Table = Iterator[tuple[int, list[str]]]


def _read_yaml(path: Path, data: bytes, _: Options) -> Reading:
    glossary, comments = yaml.parse(tables.decoded(data, path), str(path))
    return Reading(glossary, comments=comments)


def _write_yaml(glossary: Glossary, _: Options) -> tuple[bytes, list[Loss]]:
    return yaml.dump(glossary).encode(), []


def _read_csv(path: Path, data: bytes, options: Options) -> Reading:
    """Read what a CSV file holds, told by its first row."""
    text = omegat.text_of(data, path)
    return _told_by_head(path, tables.rows(text, path, _delimiter(text)), options)


def _read_xlsx(path: Path, data: bytes, options: Options) -> Reading:
    return _told_by_head(path, xlsx.rows(data, path), options)


def _told_by_head(path: Path, table: Table, options: Options) -> Reading:
    first = next(table, None)
    head = [cell.strip() for cell in first[1]] if first else []
    while head and not head[-1]:
        head.pop()
    whole = _chain(first, table)
    if not head or {"id", "en_preferred", "type"} & set(head):
        return Reading(csv.read(path, whole))
    if memoq.is_memoq(head):
        return memoq.read(path, whole)
    if exchange.is_term_set(head):
        return exchange.read_term_set(path, whole)
    if exchange.is_deepl(head) or len(head) in {4, 5}:
        return exchange.read_pairs(path, whole, options.langs)
    return omegat.read(path, _without_heading(whole), options.langs)


def _chain(first: tuple[int, list[str]] | None, rest: Table) -> Table:
    if first is not None:
        yield first
    yield from rest


def _without_heading(table: Table) -> Table:
    for i, (line, cells) in enumerate(table):
        if i or [cell.strip().lower() for cell in cells[:2]] != ["source", "target"]:
            yield line, cells


def _delimiter(text: str) -> str:
    head = next((line for line in text.splitlines() if line.strip()), "")
    return next((mark for mark in (",", "\t", ";") if mark in head), ",")


def _write_csv(glossary: Glossary, _: Options) -> tuple[bytes, list[Loss]]:
    table, losses = csv.table_of(glossary)
    return tables.written(table).encode(), losses


def _write_xlsx(glossary: Glossary, _: Options) -> tuple[bytes, list[Loss]]:
    table, losses = csv.table_of(glossary)
    return xlsx.written(table), losses


def _read_tbx(path: Path, data: bytes, _: Options) -> Reading:
    from songngu.glossary.formats import tbx

    return tbx.read(path, data)


def _write_tbx(glossary: Glossary, options: Options) -> tuple[bytes, list[Loss]]:
    from songngu.glossary.formats import tbx_writer

    return tbx_writer.write(glossary, dialect=options.dialect, style=options.style)


def _read_utx(path: Path, data: bytes, _: Options) -> Reading:
    return utx.read(path, tables.decoded(data, path))


def _write_utx(glossary: Glossary, options: Options) -> tuple[bytes, list[Loss]]:
    text, losses = utx.write(glossary, options.langs)
    return text.encode(), losses


def _read_tabbed(path: Path, data: bytes, options: Options) -> Reading:
    text = omegat.text_of(data, path)
    if text.startswith("#UTX"):
        return utx.read(path, text)
    lines = list(tables.tabbed(text))
    if lines and exchange.is_term_set(lines[0][1]):
        return exchange.read_term_set(path, iter(lines))
    if lines and (exchange.is_deepl(lines[0][1])):
        return exchange.read_pairs(path, iter(lines), options.langs)
    return omegat.read(path, iter(lines), options.langs)


def _write_omegat(glossary: Glossary, options: Options) -> tuple[bytes, list[Loss]]:
    return _encoded(omegat.write(glossary, options.langs))


def _write_omegat_csv(glossary: Glossary, options: Options) -> tuple[bytes, list[Loss]]:
    return _encoded(omegat.write(glossary, options.langs, csv=True))


def _read_deepl(path: Path, data: bytes, options: Options) -> Reading:
    text = tables.decoded(data, path)
    return exchange.read_pairs(path, tables.rows(text, path, _delimiter(text)), options.langs)


def _write_deepl(glossary: Glossary, options: Options) -> tuple[bytes, list[Loss]]:
    return _encoded(exchange.write_pairs(glossary, options.langs, columns=options.columns))


def _write_google(glossary: Glossary, options: Options) -> tuple[bytes, list[Loss]]:
    return _encoded(exchange.write_pairs(glossary, options.langs))


def _write_tsv(glossary: Glossary, options: Options) -> tuple[bytes, list[Loss]]:
    return _encoded(exchange.write_pairs(glossary, options.langs, tsv=True))


def _read_term_set(path: Path, data: bytes, _: Options) -> Reading:
    text = tables.decoded(data, path)
    return exchange.read_term_set(path, tables.rows(text, path, _delimiter(text)))


def _write_term_set(glossary: Glossary, _: Options) -> tuple[bytes, list[Loss]]:
    return _encoded(exchange.write_term_set(glossary))


def _read_memoq(path: Path, data: bytes, _: Options) -> Reading:
    text = tables.decoded(data, path)
    return memoq.read(path, tables.rows(text, path, _delimiter(text)))


def _write_memoq(glossary: Glossary, _: Options) -> tuple[bytes, list[Loss]]:
    return _encoded(memoq.write(glossary))


def _encoded(written: tuple[str, list[Loss]]) -> tuple[bytes, list[Loss]]:
    return written[0].encode(), written[1]


_ALL: Sequence[Format] = (
    Format("yaml", (".yaml", ".yml"), _read_yaml, _write_yaml),
    Format("csv", (".csv",), _read_csv, _write_csv),
    Format("xlsx", (".xlsx", ".xlsm"), _read_xlsx, _write_xlsx),
    Format("tbx", (".tbx", ".xml", ".martif", ".tbxm"), _read_tbx, _write_tbx),
    Format("omegat", (".txt", ".tab", ".utf8"), _read_tabbed, _write_omegat, of_a_pair=True),
    Format("omegat-csv", (), _read_csv, _write_omegat_csv, of_a_pair=True),
    Format("utx", (".utx",), _read_utx, _write_utx, of_a_pair=True),
    Format("deepl", (), _read_deepl, _write_deepl, of_a_pair=True),
    Format("google", (), _read_deepl, _write_google, of_a_pair=True),
    Format("google-tsv", (".tsv",), _read_tabbed, _write_tsv, of_a_pair=True),
    Format("google-set", (), _read_term_set, _write_term_set),
    Format("memoq", (), _read_memoq, _write_memoq),
)
FORMATS = {format.name: format for format in _ALL}
