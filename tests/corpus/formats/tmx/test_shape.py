"""Units of one shape are taken apart by the pattern of the first; all others are left to the pattern of any."""

from __future__ import annotations

import pytest

from songngu.corpus.formats.tmx.shape import shaped_units

RICH = (
    '<tu tuid="{0}" creationid="me">\n<prop type="client">{0}</prop><note>{0} &amp; co</note>\n<tuv xml:lang="vi" '
    'changeid="{0}"><seg>một <ph i="1">&lt;br/></ph>hai</seg></tuv><tuv lang="en"><seg>one &gt; {0}</seg></tuv></tu>'
)


def units(*texts: str) -> bytes:
    return "\n".join(RICH.format(text) for text in texts).encode()


def test_values_and_texts_may_differ() -> None:
    found = shaped_units(units("a", "b", ""))
    assert found is not None
    assert found.table.rows() == [
        (name, None, "vi", "một hai", "en", f"one > {name}", f"{name} & co") for name in ("a", "b", "")
    ]
    assert found.originals(named=False).to_list() == [RICH.format(name) for name in ("a", "b", "")]


def test_of_plain_units_those_with_more_are_kept() -> None:
    variants = '<tuv xml:lang="vi"><seg>{}</seg></tuv><tuv lang="en"><seg>b</seg></tuv>'
    plain = f'<tu tuid="1" srclang="vi"><note>{{}}</note>{variants}</tu>'
    written = [plain.format(*each) for each in (("n", "a"), ("", "a"), ("n", ""), ("n", "<ph/>a"))]
    found = shaped_units("".join(written).encode())
    assert found is not None
    assert found.originals(named=True).to_list() == [None, *written[1:]]
    assert found.originals(named=False).to_list() == written


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('tuid="b"', "tuid='b'"),
        ('tuid="b"', 'id="b"'),
        ('tuid="b" creationid="me"', 'creationid="me" tuid="b"'),
        ('tuid="b"', 'tuid="&amp;"'),
        ("b &amp;", "&#98; &amp;"),
        ("b &amp;", "]]> &amp;"),
        ("b &amp;", "&unknown; &amp;"),
        ('<ph i="1">', '<ph i="1" i="2">'),
        ("</ph>", "</it>"),
        ("</tu>", "</tu><!-- -->"),
        ("<note>", "<note>x</note><note>"),
    ],
)
def test_a_unit_of_another_shape_among_them(old: str, new: str) -> None:
    first, second = RICH.format("a"), RICH.format("b").replace(old, new)
    assert shaped_units(f"{first}{second}".encode()) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('creationid="me"', 'creationid="me" creationid="you"'),
        ('creationid="me"', 'x:id="me"'),
        ('lang="en"', 'lang="en" xml:lang="en"'),
        ("<note>", "<note>x</note><note>"),
        ('<prop type="client">', "<prop type='client'>"),
        ("</prop>", "</note>"),
    ],
)
def test_a_unit_that_gives_no_shape(old: str, new: str) -> None:
    assert shaped_units(RICH.format("a").replace(old, new).encode()) is None


def test_what_is_no_unit_or_no_text() -> None:
    assert shaped_units(b"") is None
    assert shaped_units(b"<tuv>") is None
    assert shaped_units(units("a").replace(b"one", b"\xff")) is None


def test_units_with_a_mark_between_them() -> None:
    found = shaped_units(units("a", "b").replace(b"</tu>\n", b"</tu>\0"), b"\0")
    assert found is not None and found.table["id"].to_list() == ["a", "b"]
    assert shaped_units(units("a", "b").replace(b"</tu>\n", b"</tu>\0\0"), b"\0") is None
    assert shaped_units(units("a", "b"), b"\0") is None
