"""The plain text of a segment."""

import pytest

from tests.corpus.formats.tmx.files import read_units, unit_of


def _text(seg: str) -> str:
    text: str = read_units(unit_of(("vi", seg), ("en", "OK")))["source"].item()
    return text


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        (
            'Ấn <bpt i="1">&lt;b&gt;</bpt><hi>Xong</hi><ept i="1">&lt;/b&gt;</ept><!-- c --> <ph><sub>s</sub></ph>nhé',
            "Ấn Xong nhé",
        ),
        ("<ph/> Đò <it pos='end'>x</it>", "Đò"),
        ("Đò<ph>&lt;br/&gt;</ph>dọc", "Đò dọc"),
        ("Đò<ph type='lb'/> dọc", "Đò dọc"),
        ("Đò<ph>{0}</ph>.", "Đò."),
        ("  Đò  dọc  ", "  Đò  dọc  "),
        ("Đò<ut>{\\b }</ut><ut>{\\i }</ut> dọc", "Đò dọc"),
        ("a<hi>b<hi>c</hi></hi><g id='1'>d</g>", "abcd"),
        ("a<?pi x?><![CDATA[ <b> & ]]>", "a <b> & "),
    ],
)
def test_codes_inside_segments_are_dropped(seg: str, text: str) -> None:
    assert _text(seg) == text
