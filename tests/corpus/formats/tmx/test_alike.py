"""Units read by columns are the units that a parser reads one by one."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from songngu.corpus.errors import InputError
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import reader
from songngu.corpus.formats.tmx.alike import Alike, alike, shaped_alike
from songngu.corpus.formats.tmx.pattern import find_units, units_in_turn
from songngu.corpus.formats.tmx.shape import shaped_units
from songngu.corpus.formats.tmx.units import units

TEXTS = st.text(st.sampled_from("aĐờ <>&\"' \n\t\u00a0;#x/=]"), max_size=9)


VALUES = st.text(st.sampled_from("aĐờ '\u00a0;#x/=]"), max_size=5)


NAMES = st.sampled_from(["tuid", "srclang", "creationid", "changedate", "x-own"])


KINDS = st.sampled_from(["b", "lb", "x-tab", "bold"])


@st.composite
def attributes(draw: st.DrawFn, names: st.SearchStrategy[str]) -> str:
    chosen = draw(st.lists(names, unique=True, max_size=2))
    return "".join(f" {name}={quoteattr(draw(TEXTS))}" for name in chosen)


@st.composite
def segments(draw: st.DrawFn) -> str:
    parts = [escape(draw(TEXTS))]
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        name = draw(st.sampled_from(["bpt", "ept", "ph", "it", "ut", "hi"]))
        opening = f"<{name} i='1' type={quoteattr(draw(KINDS))}".replace("'", '"')
        content = escape(draw(st.sampled_from(["", "<br/>", "\\n", "{1}", "<b>"])))
        parts += [draw(st.sampled_from([f"{opening}/>", f"{opening}>{content}</{name}>"])), escape(draw(TEXTS))]
    return "".join(parts)


@st.composite
def variants(draw: st.DrawFn) -> str:
    lang = draw(st.sampled_from([' xml:lang="vi"', ' lang="en"', ' xml:lang="en-GB" changeid="a"', ""]))
    prop = draw(st.sampled_from(["", '<prop type="x">1 &gt; 0</prop>', "<note>seen</note>"]))
    return f"<tuv{lang}>{prop}<seg>{draw(segments())}</seg></tuv>"


@st.composite
def written_units(draw: st.DrawFn) -> str:
    meta = draw(
        st.sampled_from(["", "<note>one</note>", "<note>a &amp; b</note>\n<note>two</note>", '<prop type="c"/>'])
    )
    inside = "\n".join(draw(st.lists(variants(), min_size=draw(st.sampled_from([2, 2, 2, 0])), max_size=3)))
    return f"<tu{draw(attributes(NAMES))}>\n{meta}{inside}</tu>"


def parsed(written: list[str], *, named: bool) -> list[tuple[object, ...]]:
    root = etree.fromstring(f"<body>{''.join(written)}</body>")
    return [unit._replace(line=0) for unit in units(root, named=named)]


@st.composite
def alike_units(draw: st.DrawFn) -> list[str]:
    """Return units of one shape, as a tool writes them, now and then with one of another among them."""
    own = draw(st.sampled_from(["", ' tuid="{}"', ' tuid="{}" creationid="{}"', ' srclang="{}" x-own="{}"']))
    metas = st.sampled_from(["", "<note>{}</note>", '<prop type="{}">{}</prop>\n', "<note>{}</note><note>{}</note>"])
    lang = st.sampled_from([' xml:lang="vi"', ' lang="{}"', ' changeid="{}" xml:lang="en"', ""])
    inside = "".join(f"<tuv{draw(lang)}>{draw(metas)}<seg>[]</seg></tuv>\n" for _ in range(2))
    shape = f"<tu{own}>\n{draw(metas)}{inside}</tu>"
    return [
        draw(written_units())
        if draw(st.sampled_from([False] * 9 + [True]))
        else _texted(shape, lambda: draw(VALUES), lambda: draw(segments()))
        for _ in range(draw(st.integers(1, 6)))
    ]


def _texted(shape: str, value: Callable[[], str], segment: Callable[[], str]) -> str:
    """Return a shape with values for its braces, and segments for its brackets."""
    return re.sub(r"\{\}|\[\]", lambda place: value() if place[0] == "{}" else segment(), shape)


def shaped(written: list[str], *, named: bool) -> list[tuple[object, ...]] | None:
    found = shaped_units("\n".join(written).encode())
    units = None if found is None else Alike(shaped_alike(found, named=named), [], []).units()
    return None if units is None else [unit._replace(line=0) for unit in units]


def told(written: list[str], *, named: bool) -> list[tuple[object, ...]] | None:
    found = find_units("\n".join(written).encode())
    if found is None:
        return None
    table = alike(found, named=named)
    odd = table["first_lang"].is_null().arg_true().to_list()
    others = [found.unit(place).decode() for place in odd]
    rest = list(units(etree.fromstring(f"<body>{''.join(others)}</body>"), named=named))
    return [unit._replace(line=0) for unit in Alike(table, rest, odd).units()]


@settings(deadline=None)
@given(st.lists(written_units(), min_size=1, max_size=5), st.booleans())
def test_units_by_columns_are_those_of_a_parser(written: list[str], named: bool) -> None:
    found = told(written, named=named)
    assert found is not None
    assert found == parsed(written, named=named)


@example(
    ['<tu><prop type="/"></prop><tuv xml:lang="vi"><seg></seg></tuv><tuv xml:lang="en"><seg></seg></tuv></tu>'], False
)
@settings(deadline=None)
@given(alike_units() | st.lists(written_units(), min_size=1, max_size=3), st.booleans())
def test_units_of_one_shape_are_those_of_a_parser(written: list[str], named: bool) -> None:
    found = shaped(written, named=named)
    assert found is None or found == parsed(written, named=named)


@settings(deadline=None)
@given(st.lists(written_units(), min_size=1, max_size=5))
def test_units_in_turn_stand_each_at_their_place(written: list[str]) -> None:
    odd = [unit if place % 2 else f"<tmx>{unit}</tmx>" for place, unit in enumerate(written)]
    found = units_in_turn([unit.encode() for unit in odd])
    assert [found.unit(place).decode() for place in range(len(odd))] == odd
    assert all(place in found.others for place in range(0, len(odd), 2))


PLAIN = '<tu><tuv xml:lang="vi"><seg>một</seg></tuv><tuv xml:lang="en"><seg>one</seg></tuv></tu>'


def test_bytes_that_are_no_utf8() -> None:
    with pytest.raises(UnicodeError):
        alike(units_in_turn([PLAIN.encode().replace(b"one", b"\xff")]), named=False)


@pytest.mark.parametrize("opened", ["<bdy>", "<body><body>", "<x:body>"])
def test_a_body_that_is_not_closed_as_it_was_opened_is_told(opened: str) -> None:
    text = f'<tmx version="1.4"><header srclang="vi"/>{opened}{PLAIN}</body></tmx>'
    with pytest.raises(InputError, match="not well-formed"):
        list(reader.scan(io.BytesIO(text.encode()), Reading("a.tmx")))
