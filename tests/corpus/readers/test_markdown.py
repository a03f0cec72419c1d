"""Markdown: what a reader sees, each character at its place in the file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus import read_document
from songngu.corpus.document import BlockKind
from songngu.corpus.readers import segment_blocks
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.markdown import read_blocks

SHARED = Path(__file__).parents[3] / ".." / "shared" / "data"


def shown(raw: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.content.text) for block in read_blocks(raw, Extraction())]


def texts(raw: str) -> list[str]:
    return [text for _, _, text in shown(raw)]


def test_blocks_and_their_kinds() -> None:
    raw = """# Mở đầu
Đoạn *một*
của bài

Phụ
---

> Lời **trích**
> > sâu hơn

- mục
  - mục con

    thêm
1. số một
"""
    assert shown(raw) == [
        ("heading", 1, "Mở đầu"),
        ("paragraph", 0, "Đoạn một của bài"),
        ("heading", 2, "Phụ"),
        ("quote", 1, "Lời trích"),
        ("quote", 2, "sâu hơn"),
        ("item", 1, "mục"),
        ("item", 2, "mục con"),
        ("item", 2, "thêm"),
        ("item", 1, "số một"),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a **b** _c_ ~~d~~ ***e***", "a b c d e"),
        ("see [the *guide*](http://x.y 'title') now", "see the guide now"),
        ("see [the guide][g] now\n\n[g]: http://x.y", "see the guide now"),
        ("run `a  <b>` or `` ` ``", "run a  <b> or `"),
        ("at <http://x.y/ế> or http://a.b", "at http://x.y/ế or http://a.b"),
        ("ask <me@x.org>", "ask me@x.org"),
        (r"1 \* 2 &lt; 3 &amp;&#65; \q", r"1 * 2 < 3 &A \q"),
        ("one<br>two <b>three</b><!-- no -->", "one two three"),
        ("one  \ntwo\\\nthree", "one two three"),
        ("`one\ntwo`", "one two"),
        ("5 * 3 * 2 ~ **x", "5 * 3 * 2 ~ **x"),
        ("Nước[^1] trong.", "Nước trong."),
        ("# Title {#the-title}", "Title"),
        ("## Title ##", "Title"),
        ("- [x] done", "done"),
        ("- [ ] to do", "to do"),
        ("# Title {/*the-title*/}", "Title"),
        ("# Title[[the-title]]", "Title"),
        ("one {/* no */}two", "one two"),
        ('one{" "}two {"so"}', "one two so"),
        ("version {version} of it", "version {version} of it"),
        ("<Note>one <Bold weight={600}>two</Bold></Note> three", "one two three"),
        ("<>one</> two", "one two"),
        ("1 < b > 2 and Map<K, V>", "1 < b > 2 and Map<K, V>"),
        ("10<sup>6</sup> and 5<sup>th</sup>", "10⁶ and 5th"),
        ("the end.<sup>[2](#n)</sup> New", "the end. New"),
        ("the end<a href='#n'><sup>2</sup></a> of it", "the end of it"),
        ("a note. [↩](#r)", "a note."),
        ("<ruby>漢<rt>kan</rt></ruby>字", "漢字"),
        ("one <span title='no'>two</span><style>no</style>", "one two"),
    ],
)
def test_markup_is_rendered_away(source: str, text: str) -> None:
    assert texts(source) == [text]


@pytest.mark.parametrize(
    "source",
    [
        "```\ncode\n```",
        "    code",
        "<div>\n<style>html</style>\n</div>",
        "export function A() {\n  return <b>no</b>\n}",
        "{items.map((item) => (\n  <li>{item}</li>\n))}",
        "[[open-in-colab]]",
        "[[autodoc]] Trainer\n    - train",
        "<script>\n\nno\n\n</script>",
        "<></>",
        "<Tabs values={[{label: 'a', value: 'b'}]}>\n<Tab>",
        "<!-- comment -->",
        "[a]: http://x.y 'title'",
        "***",
        "![](x.png)",
        "import A from '@b/c'",
        "export const a = {\n  b: 1,\n}",
        "{/* comment\nmore */}",
        "$$\nx^2\n$$",
        "$$x$$",
        "<Card\n  a={{b: 1}}\n/>",
        ":::",
        "",
    ],
)
def test_what_holds_no_text(source: str) -> None:
    assert texts(f"{source}\n\nxin chào\n") == ["xin chào"]


def test_unfinished_unread_blocks_are_text() -> None:
    assert texts("$$ a\n\n{/* b\n\n<Card c\n\nd") == ["$$ a", "{/* b", "<Card c", "d"]


def test_images_are_captions() -> None:
    assert shown("Trước ![một *hình* ![nhỏ](b)\nđẹp](a.png) sau") == [
        ("paragraph", 0, "Trước sau"),
        ("caption", 0, "một hình nhỏ đẹp"),
    ]


def test_html_blocks_are_read_as_a_page_is() -> None:
    raw = """<p align="center">Bến <b>sông</b> &amp; chợ.</p>

> <details><summary>Thêm</summary>
>
> Đoạn *trong* trích.
>
> </details>

- mục

  <table><tr><td>ô một</td><td>ô
  hai</td></tr></table>

<figure><img src="a.png" alt="Bản đồ"><figcaption>Nhìn từ trên</figcaption></figure>
Ảnh <img alt="con đò" src="b.png"> bên trong.

<div className={() => x > 1} style={{a: "b"}}>Cuối{/* no */}.</div>
"""
    assert shown(raw) == [
        ("paragraph", 0, "Bến sông & chợ."),
        ("quote", 1, "Thêm"),
        ("quote", 1, "Đoạn trong trích."),
        ("item", 1, "mục"),
        ("cell", 0, "ô một"),
        ("cell", 0, "ô hai"),
        ("caption", 0, "Bản đồ"),
        ("caption", 0, "Nhìn từ trên"),
        ("paragraph", 0, "Ảnh bên trong."),
        ("caption", 0, "con đò"),
        ("paragraph", 0, "Cuối."),
    ]
    for block in read_blocks(raw, Extraction()):
        for piece in block.content.pieces:
            if len(piece.text) == len(piece.raw):
                assert raw[piece.raw.start : piece.raw.end] == block.content.text[piece.text.start : piece.text.end]


def test_what_components_show_is_text() -> None:
    raw = """<Card title="Bắt đầu" href="/x"
  description={'Ba phút'}>

Nội dung.

</Card>
<Tip>
Đoạn **này**.
</Tip>
<Tab label="macOS">Trong dòng.</Tab>

<Frame caption="Bến sông"><img src="a.png" alt="Con đò" /></Frame>
"""
    assert texts(raw) == ["Bắt đầu", "Ba phút", "Nội dung.", "Đoạn này.", "Trong dòng.", "macOS", "Bến sông", "Con đò"]


def test_footnotes_hold_blocks() -> None:
    raw = """Thân.[^1]

[^1]: Một
lười.

    Hai.

    - ba
[^2]:
    Bốn.

        mã
[^3]: Năm.

Sáu.
"""
    assert shown(raw) == [
        ("paragraph", 0, "Thân."),
        ("paragraph", 0, "Một lười."),
        ("paragraph", 0, "Hai."),
        ("item", 1, "ba"),
        ("paragraph", 0, "Bốn."),
        ("paragraph", 0, "Năm."),
        ("paragraph", 0, "Sáu."),
    ]


def test_what_is_left_out_is_told() -> None:
    extraction = Extraction()
    raw = """import A from 'a'

Chữ <!-- no --> và<sup>[1]</sup> hết.

```
mã
```

<div>Khối<script>f()</script></div>

$$
x
$$
"""
    read_blocks(raw, extraction)
    assert sorted((omission.reason, omission.text) for omission in extraction.omissions) == [
        ("a comment", "<!-- no -->"),
        ("a formula", "$$\nx\n$$"),
        ("a note mark", "[1]"),
        ("a script", "<script>f()</script>"),
        ("program text", "```\nmã\n```"),
        ("program text", "import A from 'a'"),
    ]


def test_nested_images_are_one_caption_and_never_overflow() -> None:
    assert texts("![a" * 9 + "](b)" * 9) == ["a" * 9]
    assert read_blocks("![a" * 3000 + "](b)" * 3000, Extraction())


def test_table_cells() -> None:
    raw = "> | Tên | `Giá` |\n> |---|:-:|\n> | trà \\| cà phê | **5** |\n> | | x |\n> bánh | | thừa"
    blocks = read_blocks(raw, Extraction())
    assert [block.content.text for block in blocks] == ["Tên", "Giá", "trà | cà phê", "5", "x", "bánh"]
    assert {block.kind for block in blocks} == {BlockKind.CELL}
    assert raw[blocks[4].content.hull().start] == "x"
    assert [raw[s.start : s.end] for s in blocks[2].content.raw_spans()] == ["trà ", "| cà phê"]


def test_directives_and_footnotes() -> None:
    raw = ":::tip Mẹo hay\nUống trà.\n:::\n\n:::note[Chú ý]\nhết\n:::\n\n[^1]: Lời chú *dài*\n  hai dòng\n[^2]: Nữa"
    assert texts(raw) == ["Mẹo hay", "Uống trà.", "Chú ý", "hết", "Lời chú dài hai dòng", "Nữa"]


def test_a_bold_first_line_labels_what_follows() -> None:
    assert texts("**Nguyên liệu:**\ngạo và đậu.") == ["Nguyên liệu:", "gạo và đậu."]
    assert texts("**Gạo** nếp\nvà đậu.") == ["Gạo nếp và đậu."]


def test_front_matter() -> None:
    raw = """---
title: "Trà \\"sen\\" \\u0041"
date: 2024-01-01
tags: [trà, sen]
description: >-
  Một bài
  về trà.

  Đoạn hai.
summary: Không ngoặc # ghi chú
subtitle: 'it''s
  tea'
hero:
  - tagline: Lời gọi
lead: [no, text]
authors: An
caption:
---
Thân bài
"""
    assert shown(raw) == [
        ("metadata", 0, 'Trà "sen" A'),
        ("metadata", 0, "Một bài về trà."),
        ("metadata", 0, "Đoạn hai."),
        ("metadata", 0, "Không ngoặc"),
        ("metadata", 0, "it's tea"),
        ("metadata", 0, "Lời gọi"),
        ("paragraph", 0, "Thân bài"),
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('+++\ntitle = "Trà"\n+++\nThân', ["Trà", "Thân"]),
        ("---\ntitle: Trà\n---", ["Trà"]),
        ('---\ntitle: "Trà\n---\n', ["Trà"]),
        ('---\ntitle: "\\n \\x41\\ud800"\n---\n', ["A\ufffd"]),
        ("---\r\ntitle: Trà\r\n---\r\nThân", ["Trà", "Thân"]),
        ("---\ntitle: không đóng\n", ["title: không đóng"]),
    ],
)
def test_other_front_matter(raw: str, expected: list[str]) -> None:
    assert [text.strip() for text in texts(raw)] == expected


MARKS = (
    "\n\n·\n- ·\n> ·\n1. ·\n    ·## ·```\n·![·](u)·&amp;·**·~~·<br>·<!--·-->·| a | b |\n|---|---|\n·\\|·[^1]·\n[^1]: "
)
MORE = ":::tip A\n·---\n·title: ·$$\n·{/*·*/}·<Foo>·</Foo>·http://a.b·  \n·\\\n·[x]: u\n·- [ ] ·\r\n·Câu một. ·…·。"
FRAGMENTS = st.sampled_from(
    [*"ab *_`[]()!<>#-+=|~\\&;:.?\"'\n\r\t{}$1^/", *MARKS.split("·"), *MORE.split("·"), *"\u00a0\u2028\x0b\x0c\x85"]
)
HEADS = st.sampled_from(["", '---\ntitle: "', "---\ndescription: >\n  ", "---\r\ntitle: '", '+++\ntitle = "'])


@settings(max_examples=400, deadline=None)
@given(
    HEADS,
    st.lists(FRAGMENTS, max_size=50).map("".join)
    | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
)
def test_every_shown_character_leads_to_the_file(head: str, body: str) -> None:
    raw = head + body
    blocks = read_blocks(raw, Extraction())
    for block in blocks:
        text, end, placed = block.content.text, 0, 0
        for piece in block.content.pieces:
            assert end <= piece.text.start < piece.text.end <= len(text)
            assert not text[end : piece.text.start].strip()
            assert 0 <= piece.raw.start < piece.raw.end <= len(raw)
            if len(piece.text) == len(piece.raw):
                assert raw[piece.raw.start : piece.raw.end] == text[piece.text.start : piece.text.end]
            end, placed = piece.text.end, placed + 1
        assert placed and not text[end:].strip()
    document = segment_blocks("x", "vi", raw, blocks)
    spoken = "".join("".join(s.text.split()) for s in document.sentences)
    assert spoken == "".join("".join(block.content.text.split()) for block in blocks)
    assert all(len(s.span) > 0 for s in document.sentences)


@pytest.mark.skipif(not SHARED.exists(), reason="the articles are not there")
@pytest.mark.parametrize(
    ("name", "gold", "lang"),
    [
        ("004.vi.md", "004.vi", "vi"),
        ("004.en.clean.md", "004.en.clean", "en"),
        ("000.vi.txt", "000.vi", "vi"),
        ("000.en.clean.txt", "000.en.clean", "en"),
    ],
)
def test_sentences_of_the_articles(name: str, gold: str, lang: str) -> None:
    document = read_document(SHARED / "seeds" / name, lang)
    rows = (SHARED / "seeds" / f"{gold}.spans.tsv").read_text(encoding="utf-8").splitlines()
    wanted = [(int(start), int(end)) for _, _, start, end in (row.split("\t") for row in rows)]
    found = [(s.span.start, s.span.end) for s in document.sentences]
    near = [any(abs(a - c) <= 3 and abs(b - d) <= 3 for c, d in found) for a, b in wanted]
    assert sum(near) >= 0.98 * len(wanted)


@pytest.mark.skipif(not SHARED.exists(), reason="the articles are not there")
def test_no_markup_in_real_documents() -> None:
    for path in sorted((SHARED / "documents" / "cuckoo").glob("*.md")):
        for sentence in read_document(path, path.name.split(".")[-2]).sentences:
            assert not any(mark in sentence.text for mark in ("**", "](", "```", "![", "<!--", "|", "__"))
