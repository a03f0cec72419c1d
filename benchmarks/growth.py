"""How the time of readers, rules and filters grows: each on an input that is doubled eight times.

``python -m benchmarks.growth`` prints, for each, the processor time of the largest input and the exponent of the last
doublings: about 1 is linear, 2 quadratic. What passes 1.4 and takes more than a second is marked.
"""

from __future__ import annotations

import io
import math
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from songngu.corpus.document import Document
from songngu.corpus.duplicates import find_duplicates
from songngu.corpus.errors import SongnguError
from songngu.corpus.formats import read_bitext
from songngu.corpus.language.numerals.read import read_numerals
from songngu.corpus.readers import read_document, split_sentences
from songngu.glossary.findings.suppress import read_comments
from songngu.glossary.formats import read_glossary

DOUBLINGS = 8
_STEEP, _SHORT = 1.4, 1.0
_LEAST, _LONG, _MOST = 0.002, 30.0, 1 << 20
"""Seconds: what a first input takes at least, beyond what no larger one is tried; and the largest first input."""


def _file(folder: Path, suffix: str, made: str | bytes) -> Path:
    path = folder / f"a{suffix}"
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    return path


def _zip(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _epub(size: int) -> bytes:
    items = "".join(f"<item id='i{n}' href='{n}.xhtml' media-type='application/xhtml+xml'/>" for n in range(size))
    spine = "".join(f"<itemref idref='i{n}'/>" for n in range(size))
    pages = {f"{n}.xhtml": f"<html><body><p>Trang {n}.</p></body></html>" for n in range(size)}
    return _zip({
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>",
        "a.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>", **pages,
    })  # fmt: skip


def _docx(size: int) -> bytes:
    body = "<w:p><w:r><w:t>Trời mưa.</w:t></w:r></w:p>" * size
    names = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    return _zip({"word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>"})


def _tmx(size: int) -> str:
    unit = "<tu><tuv xml:lang='vi'><seg>Cá</seg></tuv><tuv xml:lang='en'><seg>Fish</seg></tuv></tu>"
    return f"<tmx version='1.4'><header srclang='vi'/><body>{unit * size}</body></tmx>"


def _nested(size: int) -> str:
    seg = "<hi>" * size + "Cá" + "</hi>" * size
    unit = f"<tu><tuv xml:lang='vi'><seg>{seg}</seg></tuv><tuv xml:lang='en'><seg>Fish</seg></tuv></tu>"
    return f"<tmx version='1.4'><header srclang='vi'/><body>{unit}</body></tmx>"


def _xliff(size: int) -> str:
    unit = "<trans-unit id='1'><source>Cá <g id='1'>to</g></source><target>Big <g id='1'>fish</g></target></trans-unit>"
    return (
        "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'>"
        f"<file source-language='vi' target-language='en' original='a'><body>{unit * size}</body></file></xliff>"
    )


DOCUMENTS: dict[str, tuple[str, Callable[[int], str | bytes], int]] = {
    "lines of text": (".txt", lambda n: "Trời mưa to.\n" * n, 100),
    "one line": (".txt", lambda n: "Trời mưa to. " * n, 100),
    "no spaces": (".txt", lambda n: "trời" * n, 100),
    "quotes": (".txt", lambda n: "“a” \"b\" 'c' " * n, 100),
    "open quotes": (".txt", lambda n: "“\"'«" * n, 100),
    "open brackets": (".txt", lambda n: "([{" * n, 100),
    "stops": (".txt", lambda n: "." * n, 100),
    "digits": (".txt", lambda n: "9" * n, 100),
    "blanks": (".txt", lambda n: " \t" * n + "a", 100),
    "empty lines": (".txt", lambda n: "\n\n" * n + "a", 100),
    "md brackets": (".md", lambda n: "[" * n, 30),
    "md links": (".md", lambda n: "[a](b) " * n, 30),
    "md stars": (".md", lambda n: "**a *b " * n, 30),
    "md back quotes": (".md", lambda n: "".join("`" * (k % 40 + 1) + "a" for k in range(n)), 30),
    "md quotations": (".md", lambda n: "> " * n + "a", 10),
    "md lists": (".md", lambda n: "".join("  " * (k % 30) + "- a\n" for k in range(n)), 30),
    "md tables": (".md", lambda n: "|a|b|\n|---|---|\n" + "|c|d|\n" * n, 30),
    "md tags": (".md", lambda n: "<div>" * n, 30),
    "md comments": (".md", lambda n: "<!-- " * n, 30),
    "mdx braces": (".mdx", lambda n: "{" * n, 30),
    "mdx elements": (".mdx", lambda n: "<A b={c}>x</A>\n\n" * n, 30),
    "html nesting": (".html", lambda n: "<div>" * n + "a", 30),
    "html paragraphs": (".html", lambda n: "<p>Trời <b>mưa</b>.</p>" * n, 30),
    "html open tags": (".html", lambda n: "<a " * n, 30),
    "subtitles": (".srt", lambda n: "1\n00:00:01,000 --> 00:00:02,000\nTrời mưa.\n\n" * n, 30),
    "rolling captions": (".vtt", lambda n: "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nmưa to\n\n" * n, 30),
    "epub spine": (".epub", _epub, 8),
    "docx": (".docx", _docx, 30),
}
BITEXTS: dict[str, tuple[str, Callable[[int], str | bytes], int]] = {
    "tmx units": (".tmx", _tmx, 50),
    "tmx nesting": (".tmx", _nested, 1),
    "xliff units": (".xlf", _xliff, 50),
    "po": (".po", lambda n: "".join(f'msgid "cá {k}"\nmsgstr "fish {k}"\n\n' for k in range(n)), 50),
    "po long text": (".po", lambda n: 'msgid ""\n' + '"cá "\n' * n + 'msgstr "fish"\n', 50),
    "csv": (".csv", lambda n: "vi,en\n" + "cá,fish\n" * n, 50),
    "csv quotes": (".csv", lambda n: 'vi,en\n"' + '""' * n + '",fish\n', 50),
    "tsv": (".tsv", lambda n: "vi\ten\n" + "cá\tfish\n" * n, 50),
    "jsonl": (".jsonl", lambda n: '{"source": "cá", "target": "fish"}\n' * n, 50),
    "jsonl digits": (".jsonl", lambda n: '{"source": "a", "target": "b", "row": ' + "9" * n + "}\n", 100),
}
GLOSSARIES: dict[str, tuple[str, Callable[[int], str | bytes], int]] = {
    "glossary yaml": (".yaml", lambda n: "version: 1\nconcepts:\n" + "".join(
        f"  - id: c{k}\n    terms:\n      en: [fish {k}]\n      vi: [cá {k}]\n" for k in range(n)), 10),
    "glossary csv": (".csv", lambda n: "vi,en\n" + "".join(f"cá {k},fish {k}\n" for k in range(n)), 30),
    "glossary regex": (".yaml", lambda n: "version: 1\nconcepts:\n  - id: a\n    terms:\n      vi: [cá]\n      en:\n"
                       f"        - text: fish\n          regex: '{'(a|b)' * n}'\n", 4),
}  # fmt: skip
TEXTS: dict[str, tuple[Callable[[str], object], str, int]] = {
    "numerals vi": (lambda text: list(read_numerals(text, "vi")), "năm ", 100),
    "numerals vi words": (lambda text: list(read_numerals(text, "vi")), "hai mươi mốt nghìn ", 50),
    "numerals en": (lambda text: list(read_numerals(text, "en")), "twenty one hundred ", 50),
    "numerals zh": (lambda text: list(read_numerals(text, "zh")), "三百万", 50),
    "numerals digits": (lambda text: list(read_numerals(text, "en")), "1,000.", 100),
    "sentences vi": (lambda text: split_sentences(text, "vi"), "Ông ấy đi. ", 50),
    "sentences en": (lambda text: split_sentences(text, "en"), "Mr. A. B. went; ", 50),
    "sentences zh": (lambda text: split_sentences(text, "zh"), "他走了。", 50),
    "suppressions": (lambda text: read_comments("a.txt", text), "# songngu: ignore[NUM001]\n", 50),
    "open suppressions": (lambda text: read_comments("a.txt", text), "<!-- songngu: ignore ", 50),
    "passages": (lambda text: find_duplicates([Document("a", "vi", text, (), ())]), "mưa rơi trên mái nhà cũ ", 20),
}


def _timed(run: Callable[[], object]) -> float:
    begun = time.process_time()
    with suppress(SongnguError):
        run()
    return time.process_time() - begun


def _series(make: Callable[[int], Callable[[], object]], first: int) -> list[float]:
    make(first)()  # what is loaded once
    while _timed(make(first)) < _LEAST and first < _MOST:
        first *= 2
    times: list[float] = []
    for step in range(DOUBLINGS + 1):
        times.append(_timed(make(first << step)))
        if times[-1] > _LONG:
            break
    return times


def _of_files(
    read: Callable[[Path], object], suffix: str, made: Callable[[int], str | bytes], folder: Path
) -> Callable[[int], Callable[[], object]]:
    def make(size: int) -> Callable[[], object]:
        path = _file(folder, suffix, made(size))

        def run() -> object:
            try:
                return read(path)
            except SongnguError:
                return None

        return run

    return make


def _report(name: str, times: list[float]) -> None:
    steps = min(3, len(times) - 1)
    exponent = math.log2(max(times[-1], 1e-4) / max(times[-1 - steps], 1e-4)) / steps
    mark = "  steep" if exponent > _STEEP and times[-1] > _SHORT else ""
    sys.stdout.write(f"{name:<20}{times[-1]:>9.3f} s  exponent {exponent:5.2f}{mark}\n")
    sys.stdout.flush()


def main() -> None:
    """Print a line for each."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for table, read in (
            (DOCUMENTS, lambda path: read_document(path, "vi")), (BITEXTS, read_bitext), (GLOSSARIES, read_glossary),
        ):  # fmt: skip
            for title, (suffix, made, first) in table.items():
                _report(title, _series(_of_files(read, suffix, made, folder), first))
    for title, (work, unit, first) in TEXTS.items():
        _report(title, _series(lambda size, work=work, unit=unit: lambda: work(unit * size), first))  # type: ignore[misc]


if __name__ == "__main__":
    main()
