"""Croissant: what a corpus is and how its files are read, as JSON-LD for programs (MLCommons, version 1.0).

Only what follows from the facts is told: no author, no date but the day that the caller says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from songngu.corpus.export.card.facts import Facts, File, side_names
from songngu.corpus.files.display import escaped, quantity

CONFORMS = "http://mlcommons.org/croissant/1.0"
_FORMS = {
    ".parquet": "application/x-parquet",
    ".jsonl": "application/jsonlines",
    ".ndjson": "application/jsonlines",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
"""The forms of files of rows, by suffix."""

_UNTOLD = (".tsv", ".hf")
"""Files whose columns are not told: readers take quotes in TSV for those of CSV, the hub's have no column a side."""

_CONTEXT: Mapping[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract", "field": "cr:field",
    "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet", "format": "cr:format",
    "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet",
    "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace",
    "samplingRate": "cr:samplingRate", "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source",
    "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip


def croissant(facts: Facts, columns: Sequence[str]) -> str:
    """Return the Croissant description of a corpus whose files of rows have these ``columns`` of texts."""
    source, target = side_names(facts.languages)
    rows = quantity(facts.whole.rows, "row")
    licences = sorted({size.origin.licence for size in facts.origins if size.rows and size.origin.licence})
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS,
        "name": facts.name,
        "description": f"{source}-{target} sentence pairs: {rows}, made by songngu {facts.version}.",
        "inLanguage": [lang for lang in dict.fromkeys(facts.languages) if lang],
        "distribution": [_file(number, file) for number, file in enumerate(facts.outputs, start=1)],
        "recordSet": list(_record_sets(facts, columns)),
    }
    if licences:
        told["license"] = licences
    if addresses := sorted({size.origin.url for size in facts.origins if size.rows and size.origin.url}):
        told["isBasedOn"] = addresses
    if facts.created is not None:
        told["datePublished"] = facts.created
    return escaped(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _file(number: int, file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"file-{number}",
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": _form(file.path) or "application/octet-stream",
        "sha256": file.sha256,
    }


def _form(path: str) -> str | None:
    return next((form for suffix, form in _FORMS.items() if path.endswith(suffix)), None)


def _record_sets(facts: Facts, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of each file whose columns can be told; what they are called by may hold no blank."""
    for number, file in enumerate(facts.outputs, start=1):
        if _form(file.path) and not file.path.endswith(_UNTOLD) and not file.output.endswith(_UNTOLD):
            yield {
                "@type": "cr:RecordSet",
                "@id": f"rows-{number}",
                "name": f"rows of {file.path}",
                "description": f"{quantity(file.rows, 'row')}{f' of the part {file.part}' if file.part else ''}",
                "field": [_field(number, column) for column in columns],
            }


def _field(number: int, column: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"rows-{number}/{column}",
        "name": column,
        "dataType": "sc:Text",
        "source": {"fileObject": {"@id": f"file-{number}"}, "extract": {"column": column}},
    }
