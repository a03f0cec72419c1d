"""Whatever a file holds, every reader gives a result or an error of ours in one line.

Files are put together by structure: pieces of what each reader reads, in any order; each is read as it is and damaged.

Short here; ``make fuzz`` sets ``SONGNGU_FUZZ`` to the number of inputs a reader is given.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.export.recipe import read_recipe
from songngu.corpus.formats import read_bitext
from songngu.corpus.readers import read_document
from songngu.glossary.formats import read_glossary
from tests.fuzz.damage import fuzzed, gives_a_result_or_one_line, packed

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_COMMON = [
    "",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\ufeff",
    "a",
    "Trời đẹp.",
    "năm",
    "5",
    "9" * 5000,
    "\u202e",
    "\x1b[2J",
    "é",
    "<",
    "&",
    "\ud7ff",
]

_PIECES: dict[str, list[str]] = {
    ".txt": [
        "songngu: ignore",
        "# songngu: ignore[NUM]",
        "năm mươi ",
        "twenty-five ",
        "1.234,5",
        "$1",
        "100%",
        "—",
        "…",
        '"',
    ],
    ".md": [
        "# ",
        "- ",
        "  ",
        "```",
        "~~~",
        "| a | b |\n|---|---|\n",
        "[a](b)",
        "![",
        "]",
        "(",
        "**",
        "_",
        "`",
        "---\n",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "&#x41;",
        "&#99999999;",
        "> ",
        "1. ",
        "{",
        "}",
        "import x\n",
        "<A b={",
        "\\",
    ],
    ".html": [
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td>",
        "<br/>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<meta charset=",
        "utf-7",
        '"',
        "'",
        "&lt;",
        "&#0;",
        "&#55296;",
        "<h1 id=",
        ">",
        "<ruby>",
        "<pre>",
        "<a href='",
        "<img src=x alt=",
    ],
    ".srt": ["1\n", "00:00:01,000 --> 00:00:02,000\n", "99:99:99,999", " --> ", "<i>", "{\\an8}", "\n\n", "-1"],
    ".vtt": [
        "WEBVTT\n\n",
        "NOTE ",
        "STYLE\n",
        "00:01.000 --> 00:02.000",
        " align:start\n",
        "<c.x>",
        "<00:01.000>",
        "\n\n",
    ],
    ".tmx": [
        "<?xml version='1.0'?>",
        "<tmx version='1.4'>",
        "<header srclang='vi'/>",
        "<body>",
        "<tu tuid='1'>",
        "<tuv xml:lang='vi'>",
        "<tuv xml:lang='en'>",
        "<seg>",
        "</seg>",
        "</tuv>",
        "</tu>",
        "</body></tmx>",
        "<bpt i='1'>",
        "</bpt>",
        "<ph x=''/>",
        "<prop type='x'>",
        "</prop>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&b;",
        "&#x1F600;",
        "&#99999999999;",
    ],
    ".xlf": [
        "<?xml version='1.0'?>",
        "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'>",
        "<file source-language='vi' target-language='en' original='a'>",
        "<body>",
        "<trans-unit id='1'>",
        "<source>",
        "</source>",
        "<target state='final'>",
        "</target>",
        "</trans-unit>",
        "</body></file></xliff>",
        "<g id='1'>",
        "</g>",
        "<x id='2'/>",
        "<mrk mtype='seg' mid='0'>",
        "</mrk>",
        "<seg-source>",
        "</seg-source>",
    ],
    ".po": [
        'msgid "',
        'msgstr "',
        'msgctxt "',
        'msgid_plural "',
        'msgstr[0] "',
        f'msgstr[{"9" * 5000}] "',
        '"\n',
        "#: a.c:5\n",
        "#, fuzzy\n",
        "#~ ",
        "#| ",
        "\\n",
        "\\x",
        "\\777",
        "\n\n",
        'Content-Type: text/plain; charset=UTF-16\\n"\n',
        "nplurals=9;",
    ],
    ".jsonl": [
        '{"source": "',
        '", "target": "',
        '"}',
        "\n",
        '{"translation": {"vi": "',
        "[",
        "{",
        "]",
        "}",
        "null",
        "NaN",
        "1e999",
        '"source_ids": [',
        '"source_spans": [[0, 1]]',
        '"probability": ',
        ", ",
        ": ",
        "[" * 3000,
        "\\ud800",
    ],
    ".tsv": [
        "source\ttarget\n",
        "id\tsource\ttarget\tsource_lang\ttarget_lang\tprobability\trow\n",
        "\t",
        "\n",
        "vi\ten\n",
        "0-5",
        "0,1",
        "-1",
        "1e400",
    ],
    ".csv": ["source,target\n", ",", ";", '"', '""', "\n", "vi,en\n", "=1+1", "'=", "-a"],
    ".yaml": [
        "version: 1\n",
        "concepts:\n",
        "  - id: a\n",
        "    terms:\n",
        "      en:\n",
        "        - fish\n",
        "      vi: [cá]\n",
        "&a ",
        "*a",
        "!!python/object:os.system",
        "? ",
        ": ",
        "|\n",
        ">\n",
        "{",
        "}",
        "[",
        "]",
        "- ",
        "'",
        "#",
        "---\n",
        "...\n",
        "regex: '(a+)+$'\n",
    ],
    ".tbx": [
        "<?xml version='1.0'?>",
        "<tbx type='TBX-Basic' style='dca' xml:lang='en' xmlns='urn:iso:std:iso:30042:ed-2'>",
        "<text><body>",
        "<conceptEntry id='a'>",
        "<langSec xml:lang='vi'>",
        "<termSec>",
        "<term>",
        "</term>",
        "</termSec>",
        "</langSec>",
        "</conceptEntry>",
        "</body></text></tbx>",
        "<martif type='TBX'>",
        "<termEntry>",
        "<descrip type='subjectField'>",
        "</descrip>",
    ],
    ".toml": [
        "[languages]\n",
        "[[documents]]\n",
        "source = ",
        '"a.*"',
        "\n",
        "[check]\n",
        "ignore = [",
        "]",
        "1e5",
        "{",
        "}",
        "'",
        '"',
        "=",
        ".",
        "[export.split]\n",
        "shares = ",
    ],
}
"""What the text of each kind of file is made of, by suffix."""

_PARTS: dict[str, dict[str, list[str]]] = {
    ".docx": {
        "word/document.xml": [
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>",
            "<w:body>",
            "<w:p>",
            "<w:r>",
            "<w:t>",
            "</w:t>",
            "</w:r>",
            "</w:p>",
            "</w:body></w:document>",
            "<w:tbl>",
            "<w:tr>",
            "<w:tc>",
            "</w:tc></w:tr></w:tbl>",
            "<w:pPr><w:pStyle w:val='Heading9'/></w:pPr>",
            "<w:footnoteReference w:id='x'/>",
        ],
        "word/styles.xml": [
            "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>",
            "<w:style w:styleId='a'>",
            "<w:basedOn w:val='a'/>",
            "</w:style>",
            "</w:styles>",
        ],
    },
    ".odt": {
        "content.xml": [
            f"<office:document-content xmlns:office='{_ODF}:office:1.0' xmlns:text='{_ODF}:text:1.0'>",
            "<office:body><office:text>",
            "<text:p>",
            "</text:p>",
            "<text:s text:c='99999999999'/>",
            "<text:h text:outline-level='x'>",
            "</text:h>",
            "</office:text></office:body></office:document-content>",
        ]
    },
    ".epub": {
        "META-INF/container.xml": [
            "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>",
            "<rootfile full-path='../x'/>",
        ],
        "a.opf": [
            "<package><manifest>",
            "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>",
            "</manifest><spine>",
            "<itemref idref='a'/>",
            "</spine></package>",
        ],
        "a.xhtml": ["<html><body>", "<p>", "</p>", "</body></html>", "&nbsp;"],
    },
    ".pptx": {
        "ppt/presentation.xml": [
            "<p:presentation xmlns:p='p' xmlns:r='r'>",
            "<p:sldIdLst>",
            "<p:sldId r:id='rId1'/>",
            "</p:sldIdLst></p:presentation>",
        ],
        "ppt/slides/slide1.xml": [
            "<p:sld xmlns:a='a' xmlns:p='p'>",
            "<a:p>",
            "<a:t>",
            "</a:t>",
            "</a:p>",
            "</p:sld>",
            "<a:pPr lvl='x'/>",
        ],
    },
    ".xlsx": {
        "xl/workbook.xml": ["<workbook>", "<sheets><sheet name='a' sheetId='1' r:id='rId1'/></sheets>", "</workbook>"],
        "xl/worksheets/sheet1.xml": [
            "<worksheet><sheetData>",
            "<row r='99999999999999'>",
            "<c r='A1' t='s'>",
            "<v>",
            "9" * 5000,
            "</v></c>",
            "</row>",
            "</sheetData></worksheet>",
            "<cols><col min='1' max='99999999' hidden='1'/></cols>",
        ],
    },
}
"""What the parts of the archives that are documents are made of."""


def _texts(suffix: str) -> st.SearchStrategy[bytes]:
    """Return files of a kind that is text: its pieces in any order, mostly in their own."""
    pieces = _PIECES[suffix]
    loose = st.lists(st.sampled_from([*pieces, *_COMMON]), max_size=30)
    ordered = st.lists(st.sampled_from(_COMMON), min_size=len(pieces), max_size=len(pieces)).map(
        lambda fillings: [part for pair in zip(pieces, fillings, strict=True) for part in pair]
    )
    encodings = st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-16", "latin-1"])
    return st.builds(lambda parts, name: "".join(parts).encode(name, "replace"), loose | ordered, encodings)


def _archives(suffix: str) -> st.SearchStrategy[bytes]:
    """Return archives whose parts are put together like `texts`, or are missing."""
    parts = {
        name: st.none()
        | st.just("".join(pieces))
        | st.lists(st.sampled_from([*pieces, *_COMMON]), max_size=20).map("".join)
        for name, pieces in _PARTS[suffix].items()
    }
    return st.fixed_dictionaries(parts).map(
        lambda drawn: packed({name: text.encode() for name, text in drawn.items() if text is not None})
    )


_DOCUMENTS = [".txt", ".md", ".mdx", ".html", ".srt", ".vtt"]
_BITEXTS = [".tmx", ".xlf", ".po", ".jsonl", ".tsv", ".csv"]
_GLOSSARIES = [".yaml", ".tbx", ".csv", ".tsv", ".md", ".txt", ".utx"]
_SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("suffix", _DOCUMENTS)
@fuzzed
@given(data=st.data(), seed=_SEEDS)
def test_documents_of_text(suffix: str, data: st.DataObject, seed: int) -> None:
    drawn = data.draw(_texts(".md" if suffix == ".mdx" else suffix))
    gives_a_result_or_one_line(lambda path: read_document(path, "vi"), suffix, drawn, seed)


@pytest.mark.parametrize("suffix", _PARTS)
@fuzzed
@given(data=st.data(), seed=_SEEDS)
def test_documents_that_are_archives(suffix: str, data: st.DataObject, seed: int) -> None:
    drawn = data.draw(_archives(suffix))
    gives_a_result_or_one_line(lambda path: read_document(path, "vi"), suffix, drawn, seed)


@pytest.mark.parametrize("suffix", [*_BITEXTS, ".xlsx"])
@fuzzed
@given(data=st.data(), seed=_SEEDS)
def test_bitexts(suffix: str, data: st.DataObject, seed: int) -> None:
    drawn = data.draw(_archives(suffix) if suffix in _PARTS else _texts(suffix))
    gives_a_result_or_one_line(read_bitext, suffix, drawn, seed)


@pytest.mark.parametrize("suffix", [*_GLOSSARIES, ".xlsx"])
@fuzzed
@given(data=st.data(), seed=_SEEDS)
def test_glossaries(suffix: str, data: st.DataObject, seed: int) -> None:
    alike = ".tsv" if suffix in {".txt", ".utx"} else suffix
    drawn = data.draw(_archives(suffix) if suffix in _PARTS else _texts(alike))
    gives_a_result_or_one_line(read_glossary, suffix, drawn, seed)


@fuzzed
@given(data=_texts(".toml"), seed=_SEEDS)
def test_recipes(data: bytes, seed: int) -> None:
    gives_a_result_or_one_line(read_recipe, ".toml", data, seed)


def test_all_pieces_are_read() -> None:
    assert {*_DOCUMENTS, *_BITEXTS, *_GLOSSARIES, ".toml"} - {".mdx", ".utx"} == set(_PIECES)
