"""HTML and components in Markdown."""

from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.markdown import read_blocks


def shown(raw: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.content.text) for block in read_blocks(raw, Extraction())]


def texts(raw: str) -> list[str]:
    return [text for _, _, text in shown(raw)]


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


def test_fences_of_containers_right_beside_html_are_no_text() -> None:
    raw = "::: note\n<div>\nMột.\n</div>\n:::\n\n<p>Hai.</p>\n::: {.tip #a}\n\n<p>Ba.</p>\n:::tip Mẹo hay\n"
    assert texts(raw) == ["Một.", "Hai.", "Ba.", "Mẹo hay"]
    assert texts("<p>Một ::: hai</p>\n") == ["Một ::: hai"]
