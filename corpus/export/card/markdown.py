"""The card as Markdown: the README of a data set, with the front matter the Hugging Face hub reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from songngu.corpus.export.card.contamination import COLUMNS, leak_rows, searched_rows
from songngu.corpus.export.card.facts import Facts, Histogram, column_names, side_names
from songngu.corpus.export.card.features import FEATURE_COLUMNS, QUALITY_TOLD, classifier_features
from songngu.corpus.export.card.licences import OTHER, licence_id
from songngu.corpus.files.display import escaped, quantity
from songngu.corpus.formats.compression import bare

_LISTED = 50
LOADED = (".parquet", ".jsonl", ".json", ".csv", ".tsv")
"""The suffixes of files that `datasets` loads, that which tells most first."""

_ONLY_EMPTY = ("  keep_default_na: false", "  na_values: ''")
# Without these, a text such as "NA" would be none, and quotes in TSV would swallow tabs and ends of lines.
_READING = {".csv": _ONLY_EMPTY, ".tsv": ('  sep: "\\t"', "  quoting: 3", *_ONLY_EMPTY)}
_LIMITS = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
           (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"), (1_000_000_000, "100M<n<1B"))  # fmt: skip
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_PLAIN = re.compile(r"[a-z][a-z0-9./_-]*")
# Norwegian is no, which YAML 1.1 reads as false.
_WORDS = frozenset({"no", "on", "yes", "off", "null", "true", "false", "y", "n"})
_SPACE = re.compile(r"\s+")


def card_markdown(facts: Facts, *, front: str = "") -> str:
    """Return the card of a corpus as Markdown with YAML front matter.

    The front matter is that of a Hugging Face data set card: languages, licences, task, size, and the files of each
    part of the split where they are of a form the hub loads.
    """
    sections = [
        _front_matter(facts, front),
        f"# {_text(facts.name)}\n\n{_summary(facts)}",
        f"## Size\n\n{_sizes(facts)}",
        f"## Lengths\n\n{_lengths(facts)}",
        _probabilities(facts.probabilities),
        _removed(facts),
        _quality(facts),
        _leaks(facts),
        _sources(facts),
        _samples(facts),
        _files(facts),
        f"## Recipe\n\n```json\n{escaped(json.dumps(facts.recipe, ensure_ascii=False, indent=2, sort_keys=True))}\n```",
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def size_category(rows: int) -> str:
    """Return the size of a data set as the Hugging Face hub classes it."""
    return next((label for limit, label in _LIMITS if rows < limit), "n>1B")


def _front_matter(facts: Facts, more: str) -> str:
    codes = list(dict.fromkeys(code for code in facts.languages if code))
    licences = sorted({licence_id(size.origin.licence) for size in facts.origins if size.rows}) or ["unknown"]
    lines = ["---", "language:", *(f"- {_yaml(code)}" for code in codes)] if codes else ["---"]
    if len(licences) == 1:
        lines.append(f"license: {licences[0]}")
    else:
        lines += ["license:", *(f"- {licence}" for licence in licences)]
    named = sorted({s.origin.licence for s in facts.origins if s.rows and licence_id(s.origin.licence) == OTHER})
    if named:
        lines.append(f"license_name: {_yaml(', '.join(named))}")
    lines += ["task_categories:", "- translation", "size_categories:", f"- {size_category(facts.whole.rows)}"]
    lines += [f"pretty_name: {_yaml(facts.name)}", *([more] if more else []), *_configs(facts), "---"]
    return "\n".join(lines)


def _configs(facts: Facts) -> Iterator[str]:
    """Yield what `datasets` is to load: of several outputs the first of the format that tells most, so no row twice."""
    endings = {file.path: bare(file.path).suffix.lower() for file in facts.outputs}
    suffix = next((end for end in LOADED if end in endings.values()), None)
    if suffix is None:
        return
    files = [file for file in facts.outputs if endings[file.path] == suffix]
    files = [file for file in files if file.output == files[0].output]
    yield from ("configs:", "- config_name: default", *_READING.get(suffix, ()), "  data_files:")
    for part in dict.fromkeys(file.part or "train" for file in files):
        yield from (f"  - split: {_yaml(part)}", "    path:")
        yield from (f"    - {_yaml(file.path)}" for file in files if (file.part or "train") == part)


def _summary(facts: Facts) -> str:
    source, target = side_names(facts.languages)
    created = f" on {facts.created}" if facts.created else ""
    rows, documents = quantity(facts.whole.rows, "row"), quantity(facts.document_count, "document")
    lines = [
        f"{source}-{target} sentence pairs: {rows} of {documents}, made by songngu {facts.version}{created} "
        f"from {quantity(facts.read, 'row that was', 'rows that were')} read."
    ]
    lines += [f"- {_text(note)}" for note in facts.notes]
    return "\n".join([lines[0], "", *lines[1:]]).strip()


def _sizes(facts: Facts) -> str:
    source, target = column_names(facts.languages)
    head = ("part", "rows", "documents", f"words {source}", f"words {target}", f"characters {source}",
            f"characters {target}")  # fmt: skip
    rows = [
        (size.name, size.rows, size.documents, size.source_words, size.target_words, size.source_characters,
         size.target_characters)
        for size in (*facts.parts, facts.whole)
    ]  # fmt: skip
    return _table(head, rows)


def _lengths(facts: Facts) -> str:
    source, target = facts.source_lengths, facts.target_lengths
    rows: list[tuple[object, ...]] = [
        (label, count, other)
        for (label, count), (_, other) in zip(source.ranges, target.ranges, strict=True)
        if count or other
    ]
    if source.none or target.none:
        rows.insert(0, ("0", source.none, target.none))
    return _table(("words", *column_names(facts.languages)), rows)


def _probabilities(histogram: Histogram) -> str:
    if not histogram.total:
        return ""
    rows: list[tuple[object, ...]] = [(label, count) for label, count in histogram.ranges if count]
    if histogram.none:
        rows.append(("none", histogram.none))
    return f"## Probability of the alignment\n\n{_table(('probability', 'rows'), rows)}"


def _removed(facts: Facts) -> str:
    rows = [(reason, count) for reason, count in facts.removed]
    return f"## Removed\n\n{_table(('reason', 'rows'), rows)}" if rows else ""


def _quality(facts: Facts) -> str:
    rows = classifier_features(facts)
    return f"## Quality\n\n{QUALITY_TOLD}\n\n{_table(FEATURE_COLUMNS, rows)}" if rows else ""


def _leaks(facts: Facts) -> str:
    rows = leak_rows(facts)
    told = "\n\n".join(filter(None, ("## Leaks found", searched_rows(facts), _table(COLUMNS, rows))))
    return told if rows else ""


def _sources(facts: Facts) -> str:
    rows = [
        (size.origin.name or size.origin.pattern or "not told", size.origin.licence or "unknown", size.origin.url,
         size.documents, size.rows)
        for size in facts.origins
    ]  # fmt: skip
    told = _table(("source", "licence", "address", "documents", "rows"), rows)
    listed = facts.documents[:_LISTED]
    documents = _table(
        ("document", "files", "source", "rows"),
        [(d.name, ", ".join(filter(None, (d.source_file, d.target_file))), d.origin, d.rows) for d in listed],
    )
    more = facts.document_count - len(listed)
    rest = f"\n\nand {more:,} more documents." if more else ""
    return f"## Sources\n\n{told}\n\n{documents}{rest}" if rows else ""


def _samples(facts: Facts) -> str:
    return f"## Samples\n\n{_table(column_names(facts.languages), facts.samples)}" if facts.samples else ""


def _files(facts: Facts) -> str:
    rows = [
        (what, file.path, file.part, file.rows, file.size, file.sha256)
        for what, files in (("read", facts.inputs), ("written", facts.outputs))
        for file in files
    ]
    return f"## Files\n\n{_table(('', 'file', 'part', 'rows', 'bytes', 'SHA-256'), rows)}" if rows else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    rows = list(rows)
    numbers = [bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(head))]
    lines = [_line(head), "|" + "|".join("---:" if number else "---" for number in numbers) + "|"]
    return "\n".join([*lines, *map(_line, rows)])


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else _text(str(cell)) for cell in cells) + " |"


def _text(text: str) -> str:
    """Return text of one line that means nothing to Markdown."""
    return _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", text)).strip()


def _yaml(text: str) -> str:
    """Return a scalar of YAML: as it is where that is plain, else in quotes as JSON, which YAML 1.2 includes."""
    return text if _PLAIN.fullmatch(text) and text not in _WORDS else escaped(json.dumps(text, ensure_ascii=False))
