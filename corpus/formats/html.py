"""One page of HTML to read an alignment on: no script or style from elsewhere, legible without any script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, BinaryIO

import polars as pl
from markupsafe import Markup

from songngu.corpus.bitext import STATUSES, Bitext
from songngu.corpus.files.display import floored, quantity
from songngu.corpus.formats.fields import scrubbed
from songngu.corpus.formats.statistics import Summary, bead_type, is_doubtful, is_one_sided, is_repeated, summary

Cells = Mapping[str, Any]
"""A row of the bitext by column, with the columns that ``_marked`` adds."""

_LANGUAGES = {"vi": "Vietnamese", "en": "English"}
_PARTS = 1 << 12
_FILES = ("source_file", "target_file")


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write a page of ``bitext``: its figures, then its rows, repeated passages folded away.

    Characters that HTML forbids are dropped and told in the notes. The page is for reading and cannot be read back.
    """
    from songngu.corpus.formats.page import parts_of_page

    clean, forbidden = scrubbed(bitext.lazy().collect())
    script = files("songngu.corpus").joinpath("data", "alignment.js").read_text(encoding="utf-8")
    values = _head(clean, summary(clean)) | {"script": Markup(script), "script_hash": _hashed(f"\n{script}")}
    values |= {"documents": _documents(_marked(clean))}
    parts = parts_of_page("corpus", "alignment.html", **values)
    while some := "".join(islice(parts, _PARTS)):
        stream.write(some.encode())
    return [f"{quantity(forbidden, 'character')} that HTML forbids dropped"] if forbidden else []


def _hashed(script: str) -> str:
    """Return the hash that lets a browser run the script of the page and no other (Content Security Policy 2)."""
    return b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _head(bitext: pl.DataFrame, counts: Summary) -> dict[str, Any]:
    documents = bitext["document"].fill_null("").unique(maintain_order=True).to_list()
    return {
        "title": f"Bitext of {len(documents):,} documents" if len(documents) > 1 else "".join(documents) or "Bitext",
        "shown_files": bitext.row(0, named=True) if len(documents) == 1 else dict.fromkeys(_FILES),
        "is_several": len(documents) > 1,
        "is_empty": bitext.is_empty(),
        "figures": list(_figures(bitext, counts)),
        "filters": _filters(counts),
    }


def _figures(bitext: pl.DataFrame, counts: Summary) -> Iterator[tuple[str, str, str]]:
    """Yield names, values, and how many others there are, where there are any."""
    for side, number in (("source", counts.source_sentences), ("target", counts.target_sentences)):
        languages = bitext[f"{side}_lang"].unique().to_list()
        language = _language(languages[0]) if len(languages) == 1 else side.capitalize()
        yield f"{language} sentences", f"{number:,}", ""
    yield "Rows", f"{counts.rows:,}", ""
    beads = ", ".join(f"{number:,} × {kind}" for kind, number in counts.bead_types[:3])
    rest = sum(number for _, number in counts.bead_types[3:])
    yield "Sentences joined", beads or "–", f"{rest:,}" if rest else ""
    if counts.mean_probability is not None:
        yield "Mean probability", f"{floored(counts.mean_probability * 100, 1)}%", ""


def _filters(counts: Summary) -> tuple[tuple[str, str, int], ...]:
    return (
        ("all", "All", counts.rows),
        ("doubtful", "Worth a look", counts.doubtful),
        ("one-sided", "One-sided", counts.one_sided),
        ("repeated", "Repeated", counts.repeated),
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


def _documents(bitext: pl.DataFrame) -> Iterator[dict[str, Any]]:
    for _, group in groupby(bitext.iter_rows(named=True), key=itemgetter("document")):
        rows = iter(group)
        first = next(rows)
        heads = ("Row", _language(first["source_lang"]), _language(first["target_lang"]), "Match")
        yield {"first": first, "heads": heads, "runs": _runs(chain([first], rows))}


def _runs(rows: Iterable[Cells]) -> Iterator[dict[str, Any]]:
    """Yield rows that are shown, and those of a repeated passage, which are folded under what tells of it."""
    for repeated, run in groupby(rows, key=itemgetter("repeated")):
        if repeated:
            folded = list(run)
            yield {"passage": _passage(folded), "rows": map(_shown, folded)}
        else:
            yield {"passage": "", "rows": map(_shown, run)}


def _passage(rows: list[Cells]) -> str:
    known = [row["repeats"] for row in rows if row["repeats"] is not None]
    where = "earlier text"
    if known:
        where = f"row {known[0]}" if min(known) == max(known) else f"rows {min(known)} to {max(known)}"
    return f"Set aside: {quantity(len(rows), 'row repeats', 'rows repeat')} {where}"


def _shown(row: Cells) -> dict[str, Any]:
    """Return a row with what is said of it."""
    marks = [name.replace("_", "-") for name in ("doubtful", "one_sided", "repeated") if row[name]]
    if row["status"] == "rejected":
        marks.append("rejected")
    return {
        **row,
        "marks": " ".join(marks),
        # Rounded down, so that what is below the threshold does not look as if it were not.
        "percent": "" if row["probability"] is None else f"{floored(row['probability'] * 100, 0)}%",
        "verdict": "" if row["status"] in (None, STATUSES[0]) else row["status"],
    }
