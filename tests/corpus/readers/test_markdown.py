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


def test_table_cells() -> None:
    raw = "> | Tên | `Giá` |\n> |---|:-:|\n> | trà \\| cà phê | **5** |\n> | | x |\n> bánh | | thừa"
    blocks = read_blocks(raw, Extraction())
    assert [block.content.text for block in blocks] == ["Tên", "Giá", "trà | cà phê", "5", "x", "bánh"]
    assert {block.kind for block in blocks} == {BlockKind.CELL}
    assert raw[blocks[4].content.hull().start] == "x"
    assert [raw[s.start : s.end] for s in blocks[2].content.raw_spans()] == ["trà ", "| cà phê"]


MARKS = (
    "\n\n·\n- ·\n> ·\n1. ·\n    ·## ·```\n·![·](u)·&amp;·**·~~·<br>·<!--·-->·| a | b |\n|---|---|\n·\\|·[^1]·\n[^1]: "
)


MORE = ":::tip A\n·---\n·title: ·$$\n·{/*·*/}·<Foo>·</Foo>·http://a.b·  \n·\\\n·[x]: u\n·- [ ] ·\r\n·Câu một. ·…·。"


CONTAINERS = '!!! a "b"\n    ·=== "a"\n\n    ·> [!N] ·\n: ·    ·/// a | b\n·{#a}'


FRAGMENTS = st.sampled_from(
    [
        *"ab *_`[]()!<>#-+=|~\\&;:.?\"'\n\r\t{}$1^/",
        *MARKS.split("·"),
        *MORE.split("·"),
        *CONTAINERS.split("·"),
        *"\u00a0\u2028\x0b\x0c\x85",
    ]
)


HEADS = st.sampled_from(["", '---\ntitle: "', "---\ndescription: >\n  ", "---\r\ntitle: '", '+++\ntitle = "'])


@settings(max_examples=200, deadline=None)
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
