"""What says nothing is no sentence, in any format."""

from pathlib import Path

import pytest

from songngu.corpus.document import Block, BlockKind, MappedText, Span
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction, Wrap
from songngu.corpus.readers.ornaments import is_rule, without_ornaments

RULES = ["-----", "* * *", "———", "_______", "=====  ====", "~~~", "• • •", "─────"]
TEXTS = ["…", "--", "—", "- - a", "***Chú ý***", "......", "-5-", "* *"]


def test_what_is_drawn() -> None:
    assert all(map(is_rule, RULES))
    assert not any(map(is_rule, TEXTS))


def read(name: str, raw: str, **more: Wrap) -> tuple[list[str], list[str]]:
    extraction = Extraction("vi", **more)
    document = extract(Path(name), extraction, raw.encode())
    return [sentence.text for sentence in document.sentences], [omission.text for omission in extraction.omissions]


@pytest.mark.parametrize("rule", RULES)
def test_rules_are_left_out_and_noted(rule: str) -> None:
    shown, left = read("a.html", f"<p>Một.</p><p>{rule}</p><p>Hai.</p>")
    assert shown == ["Một.", "Hai."] and "".join("".join(left).split()) == "".join(rule.split())
    assert read("a.txt", f"Chương một\n{rule}\nMột.\n\n{rule}\n\nHai.\n") == (
        ["Chương một", "Một.", "Hai."],
        [rule] * 2,
    )
    assert read("a.txt", f"Một.\n{rule}\n", wrap=Wrap.KEEP) == (["Một.", rule], [])


@pytest.mark.parametrize("text", ["image0001.png", "OEBPS/images/a.JPEG", r"C:\Ảnh của tôi\ngày 1.svg"])
def test_a_picture_that_only_names_its_file_has_no_text(text: str) -> None:
    assert read("a.html", f'<p>Một.</p><img src="x" alt="{text}">') == (["Một."], [text])
    assert read("a.html", f"<p>{text}</p>")[0] == [text]
    assert read("a.html", f'<img src="x" alt="Bến sông trong {text} này">')[0]


def test_a_caption_that_repeats_the_text_of_its_picture_is_told_once() -> None:
    kinds = [("caption", "Bến"), ("caption", "Bến"), ("paragraph", "Bến"), ("caption", "Bến"), ("caption", "Sông")]
    blocks = [Block(BlockKind(kind), MappedText.verbatim(text, Span(0, len(text)))) for kind, text in kinds]
    extraction = Extraction("vi")
    assert list(without_ornaments(blocks, extraction, None)) == [blocks[0], *blocks[2:]]
    assert [omission.text for omission in extraction.omissions] == ["Bến"]
