"""Nothing is dropped in silence: every visible word of a file is in a sentence or among what is left out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.pdf_pages import Set, pdf
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.reading_report import MARKUP, reading_report, report_json, report_lines

ROOT = Path(__file__).parents[3]
Parts = dict[str, str | bytes]
WORD = re.compile(r"từ\d+")

MARKDOWN = """---
title: từ1
tags: [từ2]
---
# từ3 {#id}

từ4 **từ5** [từ6](a "b") ![từ7](c.png) `từ8` <kbd>từ9</kbd><!-- từ10 -->[^1] từ11<sup>[12](#x)</sup> từ12

| từ13 | từ14 |
|---|---|
| từ15 | <b>từ16</b> |

```
từ17
```

<details><summary>từ18</summary><p hidden>từ19</p></details>

<Card title="từ20">từ21 {/* từ22 */}</Card>

{/* từ23 */}

:::tip từ24

> - từ25

[^1]: từ26

    từ27

    ```
    từ28
    ```

$$
từ29
$$
"""
HTML = """<html><head><title>từ1</title><meta name=description content="từ2"><style>từ3</style></head><body>
<nav>từ4</nav><h1>từ5<sup><a href="#n">từ6</a></sup></h1><p>từ7<br>từ8 <img alt="từ9"> <span hidden>từ10</span></p>
<pre>từ11
từ12</pre><pre><code>từ13</code></pre><ul><li>từ14<ul><li>từ15</ul></ul><table><caption>từ16</caption><tr><th>từ17<td>từ18</table>
<button>từ19</button><input placeholder="từ20"><select><option>từ21</select><textarea>từ22</textarea>
<ruby>từ23<rt>từ24</rt></ruby><svg><text>từ25</text></svg><math><mi>từ26</mi></math><noscript>từ27</noscript>
<figure><figcaption>từ28</figcaption></figure><dl><dt>từ29<dd>từ30</dl>
<blockquote>từ31</blockquote></body></html> từ32"""
SRT = "từ1\n\n1\n00:00:01,000 --> 00:00:02,000\n<i>từ2</i>\n\ntừ3\n\n2\n00:00:02,000 --> 00:00:03,000\ntừ3\ntừ4\n"
VTT = """WEBVTT

NOTE từ1

STYLE
::cue(từ2)

00:01.000 --> 00:02.000
<v An>từ3 <ruby>từ4<rt>từ5</rt></ruby>

từ6
"""
TEXT = "từ1\n\ntừ2\ntừ3 ..... 4\n\n• từ5 từ6-\ntừ7\n"


def words_of(data: bytes, name: str) -> tuple[list[str], list[str]]:
    """Return the marked words that are read and those that are left out for a reason."""
    extraction = Extraction()
    document = extract(name, extraction, data)
    read = WORD.findall(" ".join(sentence.text for sentence in document.sentences))
    return read, WORD.findall(" ".join(omission.text for omission in extraction.omissions))


@pytest.mark.parametrize(
    ("name", "source", "left_out"),
    [
        ("a.md", MARKDOWN, "2 10 17 19 22 23 28 29"),
        ("a.html", HTML, "3 10 13 22 24 25 26 27"),
        ("a.srt", SRT, "1"),
        ("a.vtt", VTT, "1 2 5 6"),
        ("a.txt", TEXT, ""),
    ],
)
def test_every_word_of_a_text_is_read_or_left_out_for_a_reason(name: str, source: str, left_out: str) -> None:
    read, omitted = words_of(source.encode(), name)
    wanted = {f"từ{number}" for number in left_out.split()}
    assert set(read) == set(WORD.findall(source)) - wanted
    assert wanted <= set(omitted)


def test_every_word_of_an_office_file_is_read_or_left_out_for_a_reason(
    docx_of: Callable[..., Parts], odt_of: Callable[[str], Parts], zip_of: Callable[[Parts], bytes]
) -> None:
    run = "<w:r>{}<w:t>từ{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('', 1)}{run.format('<w:rPr><w:vanish/></w:rPr>', 2)}<w:del>{run.format('', 3)}</w:del>"
        f"<w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:instrText>từ4</w:instrText></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run.format('', 5)}</w:p></w:tc></w:tr></w:tbl>"
        f"<w:sdt><w:sdtContent><w:p>{run.format('', 6)}</w:p></w:sdtContent></w:sdt>"
    )
    parts = docx_of(
        body,
        footnotes=f"<w:footnote w:id='1'><w:p>{run.format('', 7)}</w:p></w:footnote>",
        comments=f"<w:p>{run.format('', 8)}</w:p>", header=f"<w:p>{run.format('', 9)}</w:p>",
    )  # fmt: skip
    read, omitted = words_of(zip_of(parts), "a.docx")
    assert (sorted(read), sorted(omitted)) == (["từ1", "từ5", "từ6", "từ7"], ["từ2", "từ3", "từ4", "từ8", "từ9"])
    body = (
        "<text:p>từ1<text:note><text:note-body><text:p>từ2</text:p></text:note-body></text:note></text:p>"
        "<text:p>từ3<office:annotation><text:p>từ4</text:p></office:annotation></text:p>"
        '<text:p text:style-name="P2">từ5</text:p><text:tracked-changes><text:p>từ6</text:p></text:tracked-changes>'
    )
    read, omitted = words_of(zip_of(odt_of(body)), "a.odt")
    assert (sorted(read), sorted(omitted)) == (["từ1", "từ2", "từ3"], ["từ4", "từ5", "từ6"])


def test_every_word_of_a_pdf_is_read_or_left_out_for_a_reason() -> None:
    pages = [[Set(72, 800, "từ1"), Set(72, 700, f"từ{n + 2} và từ{n + 9}."), Set(300, 30, str(n))] for n in range(4)]
    pages[0].append(Set(20, 300, "từ20", turn=True))
    read, omitted = words_of(pdf(pages), "a.pdf")
    assert sorted(read) == sorted(f"từ{n}" for m in range(4) for n in (m + 2, m + 9))
    assert sorted(omitted) == ["từ1"] * 4 + ["từ20"]


@pytest.mark.parametrize("suffix", [".html", ".docx", ".odt", ".epub", ".srt", ".vtt", ".txt", ".pdf"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_examples_are_read_whole(
    suffix: str, lang: str, writers: dict[str, Callable[[list[tuple[str, int, str]]], bytes]]
) -> None:
    lines = (ROOT / "examples" / "news" / f"founder.{lang}.txt").read_text(encoding="utf-8").split("\n")
    rows = [("paragraph", 0, line.strip()) for line in lines if line.strip()][:30]
    extraction = Extraction(lang)
    report = reading_report(extract(f"a{suffix}", extraction, writers[suffix](rows)), extraction)
    assert report.read + sum(
        one.characters for one in report.left_out if one.reason not in (MARKUP, "program text")
    ) == sum(len("".join(text.split())) for _, _, text in rows)


def test_the_report_for_people_and_for_programs() -> None:
    extraction = Extraction()
    document = extract("a.md", extraction, MARKDOWN.encode())
    report = reading_report(document, extraction)
    lines = list(report_lines(report))
    place = "{}:{}".format(*document.position(MARKDOWN.index("[12]") + 1))
    assert (
        lines[0] == f"{report.read} characters read: {len(document.sentences)} sentences, {len(document.blocks)} blocks"
    )
    assert f"2 characters left out: a note mark (1, the first at {place}: 12)" in lines
    found = report_json(report)
    counted = sum(one["characters"] for one in found["left_out"])
    assert found["characters_read"] + counted >= len("".join(MARKDOWN.split()))
    assert {"place": place, "characters": 2, "text": "12"} in next(
        one["passages"] for one in found["left_out"] if one["reason"] == "a note mark"
    )
