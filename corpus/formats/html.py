"""One page of HTML to read an alignment on: no script or style from elsewhere, legible without any script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files
from itertools import chain, groupby
from operator import itemgetter
from string import Template
from typing import Any, BinaryIO
from urllib.parse import quote

import polars as pl

import songngu
from songngu.corpus.bitext import STATUSES, Bitext
from songngu.corpus.files.display import floored
from songngu.corpus.formats.fields import quantity, scrubbed
from songngu.corpus.formats.statistics import Summary, bead_type, is_doubtful, is_one_sided, is_repeated, summary

Cells = Mapping[str, Any]
"""A row of the bitext by column, with the columns that ``_marked`` adds."""

_LANGUAGES = {"vi": "Vietnamese", "en": "English"}
_COLUMNS = '<colgroup><col class="number"><col><col><col class="bead"></colgroup>'


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write a page of ``bitext``: its figures, then its rows, repeated passages folded away.

    Characters that HTML forbids are dropped and told in the notes. The page is for reading and cannot be read back.
    """
    clean, forbidden = scrubbed(bitext.lazy().collect())
    template = files("songngu.corpus").joinpath("data", "alignment.html").read_text(encoding="utf-8")
    before, after = template.split("$rows")
    values = _head(clean, summary(clean)) | {"script_hash": _script_hash(template), "version": songngu.__version__}
    stream.write(Template(before).substitute(values).encode())
    for part in _sections(_marked(clean)):
        stream.write(part.encode())
    stream.write(Template(after).substitute(values).encode())
    return [f"{quantity(forbidden, 'character', 'characters')} that HTML forbids dropped"] if forbidden else []


def _script_hash(template: str) -> str:
    """Return the hash that lets a browser run the script of the page and no other (Content Security Policy 2)."""
    script = template.partition("<script>")[2].partition("</script>")[0]
    return f"sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _head(bitext: pl.DataFrame, counts: Summary) -> dict[str, str]:
    documents = bitext["document"].fill_null("").unique(maintain_order=True).to_list()
    title = f"Bitext of {len(documents):,} documents" if len(documents) > 1 else "".join(documents) or "Bitext"
    subtitle = _files(bitext.row(0, named=True)) if len(documents) == 1 else ""
    figures = "\n".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _figures(bitext, counts))
    return {"title": escape(title), "subtitle": subtitle, "figures": figures, "filters": _filters(counts)}


def _files(row: Cells) -> str:
    names = [escape(row[name]) for name in ("source_file", "target_file") if row[name]]
    return f'<p class="files">{" &harr; ".join(names)}</p>' if names else ""


def _figures(bitext: pl.DataFrame, counts: Summary) -> Iterator[tuple[str, str]]:
    for side, number in (("source", counts.source_sentences), ("target", counts.target_sentences)):
        languages = bitext[f"{side}_lang"].unique().to_list()
        language = _language(languages[0]) if len(languages) == 1 else side.capitalize()
        yield f"{escape(language)} sentences", f"{number:,}"
    yield "Rows", f"{counts.rows:,}"
    beads = ", ".join(f"{number:,} &times; {kind}" for kind, number in counts.bead_types[:3])
    rest = sum(number for _, number in counts.bead_types[3:])
    yield "Sentences joined", (beads + (f" <small>+ {rest:,} other</small>" if rest else "")) or "&ndash;"
    if counts.mean_probability is not None:
        yield "Mean probability", f"{floored(counts.mean_probability * 100, 1)}%"


def _filters(counts: Summary) -> str:
    choices = (
        ("all", "All", counts.rows),
        ("doubtful", "Worth a look", counts.doubtful),
        ("one-sided", "One-sided", counts.one_sided),
        ("repeated", "Repeated", counts.repeated),
    )
    return "\n".join(
        f'<button type="button" value="{value}" aria-pressed="{str(value == "all").lower()}">{name}'
        f"<span>{number:,}</span></button>"
        for value, name, number in choices
    )


def _language(code: str | None) -> str:
    return _LANGUAGES.get((code or "").split("-")[0].lower()) or code or "Text"


def _marked(bitext: pl.DataFrame) -> pl.DataFrame:
    """Add the number of the row as all formats have it, the number of the row repeated, and what marks the row."""
    place = pl.int_range(pl.len(), dtype=pl.UInt32).over("document")
    marked = bitext.with_columns(
        number=pl.coalesce("row", place),
        doubtful=is_doubtful(),
        one_sided=is_one_sided(),
        repeated=is_repeated(),
        bead=bead_type(),
    )
    originals = marked.select("id", repeats="number").unique("id", keep="first")
    return marked.join(originals, left_on="duplicate_of", right_on="id", how="left", maintain_order="left")


def _sections(bitext: pl.DataFrame) -> Iterator[str]:
    if bitext.is_empty():
        yield '<p class="empty">No rows.</p>'
    several = bitext["document"].n_unique() > 1
    for _, group in groupby(bitext.iter_rows(named=True), key=itemgetter("document")):
        rows = iter(group)
        first = next(rows)
        if several:
            yield f"<section>\n<h2>{escape(first['document'] or 'Bitext')}</h2>\n{_files(first)}\n"
        yield _table_head(first)
        yield from _bodies(chain([first], rows))
        yield "</table>\n"
        if several:
            yield "</section>\n"


def _table_head(row: Cells) -> str:
    names = ("Row", _language(row["source_lang"]), _language(row["target_lang"]), "Match")
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    return f'<table class="sheet">\n{_COLUMNS}\n<thead><tr>{cells}</tr></thead>\n'


def _bodies(rows: Iterable[Cells]) -> Iterator[str]:
    for repeated, run in groupby(rows, key=itemgetter("repeated")):
        yield "<tbody>\n"
        yield from (_folded if repeated else _plain)(run)
        yield "</tbody>\n"


def _plain(rows: Iterable[Cells]) -> Iterator[str]:
    return map(_row, rows)


def _folded(run: Iterable[Cells]) -> Iterator[str]:
    """Give the rows of a repeated passage as one row that unfolds."""
    rows = list(run)
    yield f'<tr class="repeated"><td class="set-aside" colspan="4"><details>\n<summary>{_passage(rows)}</summary>\n'
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Row", "Source", "Target", "Repeats"))
    yield f'<table>\n{_COLUMNS}\n<thead class="unseen"><tr>{heads}</tr></thead>\n<tbody>\n'
    yield from _plain(rows)
    yield "</tbody>\n</table>\n</details></td></tr>\n"


def _passage(rows: list[Cells]) -> str:
    known = [row["repeats"] for row in rows if row["repeats"] is not None]
    where = "earlier text"
    if known:
        where = f"row {known[0]}" if min(known) == max(known) else f"rows {min(known)} to {max(known)}"
    return f"Set aside: {quantity(len(rows), 'row repeats', 'rows repeat')} {where}"


def _row(row: Cells) -> str:
    marks = [name.replace("_", "-") for name in ("doubtful", "one_sided", "repeated") if row[name]]
    if row["status"] == "rejected":
        marks.append("rejected")
    kind = f' class="{" ".join(marks)}"' if marks else ""
    note = f'<p class="note" lang="">{escape(row["note"])}</p>' if row["note"] else ""
    return (
        f'<tr id="{escape(row["id"] or "")}"{kind}><th scope="row">{_link(row["id"], str(row["number"]))}</th>'
        f"{_text(row, 'source')}{_text(row, 'target', note)}"
        f'<td class="bead">{"".join(f"<p>{line}</p>" for line in _bead(row))}</td></tr>\n'
    )


def _link(row_id: str | None, text: str) -> str:
    return f'<a href="#{quote(row_id or "")}">{text}</a>'


def _text(row: Cells, side: str, note: str = "") -> str:
    if not row[side]:
        return f'<td class="none">{"" if row["repeated"] else "no counterpart"}{note}</td>'
    return f'<td lang="{escape(row[f"{side}_lang"] or "")}" dir="auto">{escape(row[side])}{note}</td>'


def _bead(row: Cells) -> Iterator[str]:
    if row["repeated"]:
        original = row["repeats"]
        yield "repeats " + (_link(row["duplicate_of"], f"row {original}") if original is not None else "other text")
        return
    # Rounded down, so that what is below the threshold does not look as if it were not.
    percent = None if row["probability"] is None else f"{floored(row['probability'] * 100, 0)}%"
    yield row["bead"] + (f" &middot; {percent}" if percent else "")
    if row["one_sided"]:
        yield "<strong>one-sided</strong>"
    if row["doubtful"]:
        yield "<strong>worth a look</strong>"
    if row["status"] not in (None, STATUSES[0]):
        yield str(row["status"])
