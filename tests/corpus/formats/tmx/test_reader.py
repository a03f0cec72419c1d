import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from songngu.corpus.bitext import joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats import read_bitext
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import blocks, scan, source

SAMPLES = Path(__file__).parents[4] / ".." / "shared" / "data" / "samples"
shared = pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs ../shared")

SIDES = ("source_lang", "source", "target_lang", "target")


def _read(body: str, srclang: str = "vi", head: str = "", reading: Reading | None = None) -> pl.DataFrame:
    text = f'{head}<tmx version="1.4"><header srclang="{srclang}"/><body>{body}</body></tmx>'
    return joined(list(scan(io.BytesIO(text.encode()), reading or Reading("memory.tmx"))))


def _unit(*variants: tuple[str, str], attributes: str = "") -> str:
    tuvs = "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in variants)
    return f"<tu {attributes}>{tuvs}</tu>"


PAIR = _unit(("vi", "Đò"), ("en", "Ferry"))


@pytest.mark.parametrize(
    ("body", "srclang", "expected"),
    [
        (_unit(("en", "Ferry"), ("vi", "Đò")), "vi", ("vi", "Đò", "en", "Ferry")),
        (_unit(("EN-US", "Ferry"), ("VI_VN", "Đò")), "vi", ("VI_VN", "Đò", "EN-US", "Ferry")),
        (_unit(("eng", "Ferry"), ("vie", "Đò")), "VI-VN", ("vie", "Đò", "eng", "Ferry")),
        (_unit(("en-GB", "Lorry"), ("en-US", "Truck")), "en-US", ("en-US", "Truck", "en-GB", "Lorry")),
        (_unit(("vi", "Đò"), ("en-GB", "Ferry")), "en-US", ("en-GB", "Ferry", "vi", "Đò")),
        (_unit(("en", "Ferry"), ("vi", "Đò")), "*all*", ("en", "Ferry", "vi", "Đò")),
        (_unit(("en", "Ferry"), ("vi", "Đò")), "", ("en", "Ferry", "vi", "Đò")),
        (_unit(("en", "Ferry"), ("vi", "Đò")), "fr", ("en", "Ferry", "vi", "Đò")),
        (_unit(("en", "Ferry"), ("vi", "Đò"), attributes='srclang="vi"'), "en", ("vi", "Đò", "en", "Ferry")),
        (_unit(("en", "Ferry")), "vi", ("vi", "", "en", "Ferry")),
        (_unit(("vi", "Đò")), "vi", ("vi", "Đò", "", "")),
        (_unit(("vi", "Đò")), "*all*", ("vi", "Đò", "", "")),
        (_unit(("", "Đò"), ("", "Ferry")), "*all*", ("", "Đò", "", "Ferry")),
        (_unit(("vi", "Đò"), ("vi", "Phà"), ("en", "Ferry")), "vi", ("vi", "Đò", "en", "Ferry")),
        (_unit(("vi", "Đò"), ("vi", "Phà")), "vi", ("vi", "Đò", "", "")),
        ("<tu/>", "vi", ("vi", "", "", "")),
        ("<tu/>", "*all*", ("", "", "", "")),
        ('<tu><tuv lang="vi"/><tuv lang="en"><seg/></tuv></tu>', "vi", ("vi", "", "en", "")),
    ],
)
def test_which_side_is_the_source(body: str, srclang: str, expected: tuple[str, ...]) -> None:
    assert _read(body, srclang).select(SIDES).rows() == [expected]


THREE = _unit(("vi-VN", "Đò"), ("en-US", "Ferry"), ("fr", "Bac"))


@pytest.mark.parametrize(
    ("langs", "expected"),
    [
        (("vi", "en"), ("vi-VN", "Đò", "en-US", "Ferry")),
        (("EN", "VI"), ("en-US", "Ferry", "vi-VN", "Đò")),
        (("fr-FR", "vie"), ("fr", "Bac", "vi-VN", "Đò")),
        ((None, "fr"), ("vi-VN", "Đò", "fr", "Bac")),
    ],
)
def test_languages_can_be_asked_for(langs: tuple[str | None, str | None], expected: tuple[str, ...]) -> None:
    assert _read(THREE, "vi", reading=Reading("there", langs)).select(SIDES).rows() == [expected]


def test_where_source_and_target_are_asked_for_in_turn() -> None:
    assert _read(PAIR, "vi", reading=Reading("there", (None, "vi"))).select(SIDES).rows() == [
        ("en", "Ferry", "vi", "Đò")
    ]
    reading = Reading("there", ("en", None))
    back = _read(PAIR, "vi", reading=reading)
    assert back.select(SIDES).rows() == [("en", "Ferry", "vi", "Đò")]
    assert "original" not in back.columns


@pytest.mark.parametrize(
    "body", [THREE, PAIR + _unit(("vi", "Đò"), ("fr", "Bac")), _unit(("vi", "a"), ("en", "b"), ("en-GB", "c")) + THREE]
)
def test_more_languages_without_a_choice(body: str) -> None:
    with pytest.raises(InputError, match=r"more than two languages \(.*fr, .*vi.*\); a bitext has two") as error:
        _read(body)
    assert error.value.hint == "choose two with --source-lang and --target-lang"


def test_regions_of_the_target_are_one_language() -> None:
    back = _read(PAIR + _unit(("vi", "Phà"), ("en-GB", "Boat")))
    assert back["target_lang"].to_list() == ["en", "en-GB"]


def test_a_language_that_no_unit_has() -> None:
    with pytest.raises(InputError, match="no unit has a variant in fr; there are vi, en"):
        _read(PAIR, reading=Reading("there", ("vi", "fr")))


def test_units_that_lack_a_side_or_have_one_twice_are_told() -> None:
    reading = Reading("there", ("vi", "en"))
    body = PAIR + _unit(("vi", "a")) + _unit(("de", "b")) + _unit(("vi", "c"), ("en", "d"), ("EN", "e"))
    back = _read(body, reading=reading)
    assert back.select(SIDES).rows()[1:3] == [("vi", "a", "en", ""), ("vi", "", "en", "")]
    assert reading.notes == [
        "2 units without one of the two languages: a side is empty",
        "1 unit with a language twice: the first variant is taken",
    ]


def test_each_unit_may_name_its_own_source() -> None:
    body = _unit(("de", "Fähre"), ("en", "Ferry"), attributes='srclang="de"')
    body += _unit(("en", "Ferry"), ("fr", "Bac"), attributes='srclang="fr"')
    assert _read(body, "*all*").select("source_lang", "target_lang").rows() == [("de", "en"), ("fr", "en")]


def _text(seg: str) -> str:
    text: str = _read(_unit(("vi", seg), ("en", "OK")))["source"].item()
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


@pytest.mark.parametrize(
    "unit",
    [
        _unit(("vi", "a"), ("en", "b"), attributes='changedate="20240101T000000Z"'),
        '<tu><prop type="x">c</prop><tuv xml:lang="vi"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>',
        _unit(("vi", "a<ph/>"), ("en", "b")),
        _unit(("vi", "a<!-- c -->"), ("en", "b")),
        _unit(("vi", "a"), ("en", "")),
        _unit(("en", "b"), ("vi", "a")),
        _unit(("vi", "a")),
        "<tu><note>a</note><note>b</note></tu>",
        "<tu><other><tuv/></other><tu/></tu>",
    ],
)
def test_a_unit_with_more_is_kept_whole(unit: str) -> None:
    back = _read(f"{PAIR}{unit}")
    assert back["original"][0] is None
    assert etree.canonicalize(back["original"][1]) == etree.canonicalize(unit)
    assert back.height == 2


def test_nothing_is_kept_twice() -> None:
    plain = _unit(("vi", "a &amp; b"), ("en", "c"), attributes='tuid="7"')
    note = '<tu><note>n</note><tuv xml:lang="vi"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>'
    back = _read(f"{plain}{note}")
    assert "original" not in back.columns
    assert back.select("id", "source", "note").row(0) == ("7", "a & b", None)
    assert back["note"][1] == "n"


def test_files_of_other_tools_get_numbers_and_ids() -> None:
    back = _read("<tu><note>a</note><note>b</note><prop type='x-other'>c</prop></tu>" + PAIR)
    assert back["row"].to_list() == [0, 1]
    assert back["note"].to_list() == ["a\nb", None]
    assert back["id"].str.len_chars().to_list() == [16, 16]
    assert back["status"].to_list() == ["auto", "auto"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<tu><prop type="x-songngu-source-spans">0-x</prop></tu>', "property source_spans: 'x' is not a whole number"),
        ('<tu><prop type="x-songngu-score.length">inf</prop></tu>', "property score.length: 'inf' is not a finite"),
        ('<tu><prop type="x-songngu-status">fine</prop></tu>', "unknown status 'fine'"),
        ('<tu><prop type="x-songngu-source-ids">4294967296</prop></tu>', "source_ids holds a number that is too large"),
        ("<tu>", "7: not well-formed XML: mismatched tag, after 0 whole units"),
        (f"{PAIR}<tu/><tu>", "not well-formed XML: mismatched tag, after 2 whole units"),
        ("<tu>&nbsp;</tu>", "5: not well-formed XML: undefined entity, after 0 whole units"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(body: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        _read(f"\n{body}")
    assert str(error.value).startswith("memory.tmx:2:")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html/>", "there: not a TMX file: the outermost element is <html>"),
        (b"", "there:1:1: not well-formed XML: the file is empty"),
        (b"<tmx><header></body>", "there:1:16: not well-formed XML: mismatched tag"),
        (b"<tmx><body>\xff<tu/></body></tmx>", "there:1:12: not well-formed XML: bytes that are not UTF-8"),
        (
            b"<tmx><body><tu/>\xff</body></tmx>",
            "there:1:17: not well-formed XML: bytes that are not UTF-8, after 1 whole unit",
        ),
        (b"<tmx><body><tu/>", "there:1:17: not well-formed XML: no element found, after 1 whole unit"),
    ],
)
def test_files_that_are_no_tmx(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        list(scan(io.BytesIO(data), Reading("there")))
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE tmx [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://localhost/p"> %p;]>',
    ],
)
def test_entity_declarations_are_refused(head: str) -> None:
    with pytest.raises(InputError, match=r"memory\.tmx:1: declares the entity [epa]: refused, as entities") as error:
        _read(PAIR, head=head)
    assert error.value.hint is not None


def test_undeclared_entities_are_kept_where_a_doctype_may_declare_them() -> None:
    reading = Reading("there")
    back = _read(_unit(("vi", "a&nbsp;b"), ("en", "b")), head='<!DOCTYPE tmx SYSTEM "no/such.dtd">', reading=reading)
    assert back["source"].to_list() == ["a&nbsp;b"]
    assert reading.notes == ["1 reference to undeclared entities, kept as they stand"]


def test_what_comes_before_a_fault_is_read_with_keep_going() -> None:
    reading = Reading("there", keep_going=True)
    assert _read(f"{PAIR}{PAIR}\n</tu>", reading=reading).height == 2
    assert reading.notes == ["line 2, column 3: not well-formed XML: mismatched tag, after 2 whole units"]


@pytest.mark.parametrize("size", [1, 10_000])
def test_what_libxml_is_stricter_on_is_read(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    monkeypatch.setattr(source, "CHUNK", 200)
    back = _read(PAIR + _unit(("vi", "a<mq:ch val='1'/>b"), ("en", "c")) + PAIR)
    assert back["source"].to_list() == ["Đò", "ab", "Đò"]
    assert "<mq:ch" in back["original"][1]


def test_odd_surroundings() -> None:
    start = "\n  <?xml version='1.0'?><!-- <tu> --><x:tmx xmlns:x='urn:x' xmlns='urn:y'>"
    text = f"{start}<group>{PAIR}</group><x:tu/></x:tmx>"
    back = joined(list(scan(io.BytesIO(text.encode()), Reading("there"))))
    assert back["source"].to_list() == ["Đò", ""]


_CONTENT = "".join(
    (
        PAIR,
        "<!-- <tu> </tu> -->",
        _unit(("vi", "<![CDATA[<tu >]]>"), ("en", "&lt;tu&gt;")),
        "<group>",
        PAIR,
        "<?tu <tu ?>",
        _unit(("vi", "a<ph>b</ph>c"), ("en", "d")),
        "</group>",
        PAIR,
    )
)


@given(size=st.integers(1, 400))
@settings(max_examples=40, deadline=None)
def test_blocks_of_any_size_give_the_same(size: int) -> None:
    whole = _read(_CONTENT * 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "SIZE", size)
        patch.setattr(source, "CHUNK", max(1, size // 3))
        parts = _read(_CONTENT * 2)
    assert parts.drop("original").equals(whole.drop("original"))
    assert parts["original"].to_list() == whole["original"].to_list()


def test_a_fault_far_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SIZE", 300)
    monkeypatch.setattr(source, "CHUNK", 100)
    with pytest.raises(InputError, match=r"there:101:5: .*mismatched tag, after 100 whole units"):
        _read(f"{PAIR}\n" * 100 + "  </tu>" + f"{PAIR}\n" * 100, reading=Reading("there"))
    with pytest.raises(InputError, match=r"there:1:\d+: .*unclosed token, after 100 whole units"):
        _read(PAIR * 100 + "<!--" + PAIR * 100, reading=Reading("there"))


def test_cells_that_hold_their_own_separator() -> None:
    odd = _unit(("vi", "a\ufdd0b"), ("en", "c\ufdd1"))
    assert _read(odd + PAIR).select("source", "target").rows() == [("a\ufdd0b", "c\ufdd1"), ("Đò", "Ferry")]


@shared
@pytest.mark.parametrize("path", sorted((SAMPLES / "tmx").rglob("*.tmx")), ids=lambda path: str(path.name))
def test_files_of_others_give_a_row_for_each_unit(path: Path) -> None:
    assert read_bitext(path).height == sum(1 for _ in etree.parse(str(path)).iter("{*}tu"))
