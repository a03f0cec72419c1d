"""What writers add to CommonMark."""

import pytest

from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.markdown import read_blocks


def shown(raw: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.content.text) for block in read_blocks(raw, Extraction())]


def texts(raw: str) -> list[str]:
    return [text for _, _, text in shown(raw)]


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


def test_directives_and_footnotes() -> None:
    raw = ":::tip Mẹo hay\nUống trà.\n:::\n\n:::note[Chú ý]\nhết\n:::\n\n[^1]: Lời chú *dài*\n  hai dòng\n[^2]: Nữa"
    assert texts(raw) == ["Mẹo hay", "Uống trà.", "Chú ý", "hết", "Lời chú dài hai dòng", "Nữa"]


def test_containers_of_other_writers_hold_blocks() -> None:
    raw = (
        '!!! note "Chú ý"\n    Một.\n\n    Hai.\n\n    - Ba.\n\n        ??? tip\n            Bốn.\n\n'
        '=== "Thẻ"\n\n    Năm.\n\nCam\n: Sáu.\n: Bảy.\n\n    Tám.\n\n/// tip | Mẹo\n\nChín.\n\n///\n\n'
        "> [!NOTE]\n> Mười.\n\n> [!warning]- Coi chừng\n> Hết.\n"
    )
    assert texts(raw) == [
        *("Chú ý", "Một.", "Hai.", "Ba.", "Bốn.", "Thẻ", "Năm.", "Cam", "Sáu.", "Bảy.", "Tám.", "Mẹo", "Chín."),
        *("Mười.", "Coi chừng", "Hết."),
    ]


def test_what_only_looks_like_a_container_is_text() -> None:
    assert texts(": hai\n\n!!! note\nMột.\n") == [": hai", "!!! note Một."]
    assert texts("[!NOTE]\nMột.\n\n> Hai [!NOTE]\n> [!NOTE]\n") == ["[!NOTE] Một.", "Hai [!NOTE] [!NOTE]"]


def test_lists_of_attributes_are_no_text() -> None:
    raw = '![Ảnh](a.png){width=50%}\n\n[Nút](x){ .btn target="_blank" } {name} {: #a }\n'
    assert [text.strip() for text in texts(raw)] == ["Ảnh", "Nút {name}"]
    assert texts("# Phần 1. Mở đầu {#phần-1.-mở-đầu .title}") == ["Phần 1. Mở đầu"]


def test_brackets_of_spans_with_attributes_are_no_text() -> None:
    raw = '[]{#a}Xem [Longum *iter*]{.foreign lang="la"} và [trang [này]{.x}](a.html){.y}, a[i].\n'
    assert texts(raw) == ["Xem Longum iter và trang này, a[i]."]
    assert texts("[một [hai]{.a} ba]{.b}\n\n[x] {.a} [y]{z} [z {.a}\n") == ["một hai ba", "[x] [y]{z} [z"]
    (block,) = read_blocks(raw, Extraction())
    assert [raw[span.start : span.end] for span in block.content.raw_spans()][:3] == ["Xem ", "Longum ", "iter"]


def test_a_caption_below_a_table_is_its_text() -> None:
    assert texts("| a | b |\n|---|---|\n| c | d |\n\n: Bảng giá\n") == ["a", "b", "c", "d", "Bảng giá"]
