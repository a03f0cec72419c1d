"""Inline markup rendered away."""

import pytest

from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.markdown import read_blocks


def shown(raw: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.content.text) for block in read_blocks(raw, Extraction())]


def texts(raw: str) -> list[str]:
    return [text for _, _, text in shown(raw)]


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


def test_images_are_captions() -> None:
    assert shown("Trước ![một *hình* ![nhỏ](b)\nđẹp](a.png) sau") == [
        ("paragraph", 0, "Trước sau"),
        ("caption", 0, "một hình nhỏ đẹp"),
    ]


def test_nested_images_are_one_caption_and_never_overflow() -> None:
    assert texts("![a" * 9 + "](b)" * 9) == ["a" * 9]
    assert read_blocks("![a" * 1500 + "](b)" * 1500, Extraction())


def test_a_bold_first_line_labels_what_follows() -> None:
    assert texts("**Nguyên liệu:**\ngạo và đậu.") == ["Nguyên liệu:", "gạo và đậu."]
    assert texts("**Gạo** nếp\nvà đậu.") == ["Gạo nếp và đậu."]
