"""XLIFF of both versions: what is written, and files as the tools of translators write them."""

import io
from textwrap import dedent

import polars as pl
import pytest
from lxml import etree

from songngu.corpus.bitext import from_rows, joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats import load_format
from songngu.corpus.formats.reading import Reading

NS = "{urn:oasis:names:tc:xliff:document:1.2}"
NS2 = "{urn:oasis:names:tc:xliff:document:2.0}"
MDA = "{urn:oasis:names:tc:xliff:metadata:2.0}"
BOTH = pytest.mark.parametrize("name", ["xliff", "xliff2"])


def _written(bitext: pl.DataFrame, name: str) -> tuple[bytes, list[str]]:
    stream = io.BytesIO()
    notes = load_format(name).write(bitext, stream)  # type: ignore[union-attr]
    return stream.getvalue(), notes


def _scan(data: str | bytes, *langs: str | None, keep_going: bool = False) -> tuple[pl.DataFrame, list[str]]:
    reading = Reading("f.xlf", langs or (None, None), keep_going)  # type: ignore[arg-type]
    raw = data.encode() if isinstance(data, str) else data
    parts = list(load_format("xliff").scan(io.BytesIO(raw), reading))  # type: ignore[union-attr]
    return joined(parts), reading.notes


def _file(body: str, more: str = "", **attributes: str) -> str:
    values = {"source-language": "vi", "target-language": "en", "original": "a.txt", "datatype": "plaintext"}
    values |= {name.replace("_", "-"): value for name, value in attributes.items()}
    text = "".join(f' {name}="{value}"' for name, value in values.items() if value)
    namespaces = 'xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"'
    return f'<xliff version="1.2" {namespaces} xmlns:mq="MQXliff"><file{text}>{more}<body>{body}</body></file></xliff>'


def _file2(body: str, langs: str = 'srcLang="vi" trgLang="en"') -> str:
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"'
    return f'{head} {langs}><file id="f1" original="a.txt">{body}</file></xliff>'


def _unit(inner: str, attributes: str = 'id="1"') -> str:
    return f"<trans-unit {attributes}>{inner}</trans-unit>"


def _texts(data: str, *langs: str | None) -> list[tuple[str, str]]:
    return _scan(data, *langs)[0].select("source", "target").rows()


# --- what is written


def test_the_structure_of_1_2(bitext: pl.DataFrame) -> None:
    root = etree.fromstring(_written(bitext.with_columns(pl.lit(0.5).alias("score.x")), "xliff")[0])
    assert (root.tag, root.get("version")) == (f"{NS}xliff", "1.2")
    (file,) = root
    assert dict(file.attrib) == {
        "original": "cho-noi",
        "source-language": "vi",
        "target-language": "en",
        "datatype": "plaintext",
    }
    assert [child.tag for child in file] == [f"{NS}body"]
    units = list(file[0])
    assert [unit.get("id") for unit in units] == bitext["id"].to_list()
    order = [f"{NS}source", f"{NS}target", f"{NS}note", "{urn:songngu:bitext}row"]
    for unit in units:
        tags = [child.tag for child in unit]
        assert tags == sorted(tags, key=order.index) and tags[0] == order[0]
    accepted = units[4]
    assert accepted.get("approved") == "yes" and accepted[1].get("state") == "final"
    assert units[0].get("approved") is None and units[0][1].get("state") == "needs-review-translation"
    assert accepted[2].text == "Checked\nby two readers"


def test_the_structure_of_2_1(bitext: pl.DataFrame) -> None:
    root = etree.fromstring(_written(bitext, "xliff2")[0])
    assert (root.tag, root.get("version"), root.get("srcLang"), root.get("trgLang")) == (
        f"{NS2}xliff",
        "2.1",
        "vi",
        "en",
    )
    (file,) = root
    assert (file.get("id"), file.get("original")) == ("f1", "cho-noi")
    order = [f"{MDA}metadata", f"{NS2}notes", f"{NS2}segment"]
    for unit in file:
        tags = [child.tag for child in unit]
        assert tags == sorted(tags, key=order.index) and tags[-1] == order[-1]
        assert [child.tag for child in unit[-1]] in ([f"{NS2}source"], [f"{NS2}source", f"{NS2}target"])
    assert [unit[-1].get("state") for unit in file][3:5] == ["translated", "final"]


@BOTH
def test_namespaces_are_declared_once(bitext: pl.DataFrame, name: str) -> None:
    declared = ' xmlns="urn:oasis'
    odd = bitext.with_columns(source=pl.lit(f'x>{declared}:names:tc:xliff:document:1.2">'))
    data = _written(odd, name)[0].decode()
    assert data.count(declared) == 1 + odd.height


def test_documents_and_languages_have_their_files(bitext: pl.DataFrame) -> None:
    other = bitext.with_columns(document=pl.lit("khác"), target_lang=pl.lit("fr"))
    unnamed = bitext.with_columns(source_lang=pl.lit("vi_VN"), target_lang=pl.lit(""))
    data, notes = _written(pl.concat([bitext, other, unnamed]), "xliff")
    files = etree.fromstring(data).findall(f"{NS}file")
    found = [(file.get("original"), file.get("source-language"), file.get("target-language")) for file in files]
    assert found == [("cho-noi", "vi", "en"), ("khác", "vi", "fr"), ("cho-noi", "vi-VN", None)]
    assert len(notes) == 1 and "do not name both languages" in notes[0]
    data, notes = _written(pl.concat([bitext, other]), "xliff2")
    root = etree.fromstring(data)
    assert (root.get("srcLang"), root.get("trgLang")) == ("und", "und")
    assert notes == ["rows of several pairs of languages, which only songngu will tell apart"]
    assert _scan(data)[0]["target_lang"].unique().sort().to_list() == ["en", "fr"]


@BOTH
def test_what_is_lost_is_told(name: str) -> None:
    rows = [{"source": "", "target": ""}, {"source": "a\x01", "target": "b", "original": "<tu/>"}]
    bitext = from_rows([]).with_columns(original=pl.lit(None, pl.Utf8))
    bitext = pl.concat([bitext, pl.DataFrame(rows)], how="diagonal_relaxed")
    bitext = bitext.with_columns(source_lang=pl.lit("vi"), target_lang=pl.lit("en"))
    bitext = pl.concat(
        [bitext, bitext[1:].with_columns(original=pl.lit("<<")), bitext[1:].with_columns(original=pl.lit("x"))]
    )
    assert _written(bitext, name)[1] == [
        "1 row without any text left out",
        "3 rows from a unit that cannot be written here: what only the unit holds is left out",
        "3 characters that XML forbids dropped",
    ]


def test_an_id_that_is_no_name_token_is_carried(bitext: pl.DataFrame) -> None:
    odd = bitext.with_columns(id=pl.col("id") + " x")
    data, _ = _written(odd, "xliff2")
    assert [unit.get("id") for unit in etree.fromstring(data)[0]][:2] == ["u1", "u2"]
    assert _scan(data)[0]["id"].to_list() == odd["id"].to_list()


# --- what tools write


def test_inline_elements_of_1_2() -> None:
    source = (
        'a<g id="1">b<x id="2"/></g><bpt id="3">&lt;i&gt;</bpt>c<ept id="3">&lt;/i&gt;</ept><ph id="4">{0}</ph>'
        '<it id="5" pos="open">[</it><mrk mtype="term">d</mrk><x id="6" ctype="lb"/><!-- no -->e<bx id="7"/>'
    )
    back, _ = _scan(_file(_unit(f"<source>{source}</source><target>f</target>")))
    assert back.select("source", "target").row(0) == ("abcd\ne", "f")
    assert back["original"][0].startswith("<trans-unit xmlns=") and "<bpt" in back["original"][0]


def test_inline_elements_of_2_1() -> None:
    source = (
        'a<pc id="1">b</pc><ph id="2"/><sc id="3"/>c<ec startRef="3"/><mrk id="m" type="term">d</mrk>'
        '<ph id="4" type="fmt" subType="xlf:lb"/>e<cp hex="0001"/>'
    )
    unit = f'<unit id="u"><segment><source>{source}</source><target>f</target></segment></unit>'
    back, _ = _scan(_file2(unit))
    assert back.select("source", "target", "id").row(0) == ("abcd\ne", "f", "u")
    assert back["original"][0].startswith("<unit xmlns=")


TRADOS = _file(
    "<group>"
    + _unit('<source><x id="0"/></source>', 'id="a" translate="no"')
    + _unit(
        '<source>Một. Hai.</source><seg-source><g id="9"><mrk mtype="seg" mid="1">Một.</mrk> '
        '<mrk mtype="seg" mid="2">Hai.</mrk></g></seg-source>'
        '<target><g id="9"><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2"></mrk></g></target>'
        '<sdl:seg-defs><sdl:seg id="1" conf="ApprovedTranslation" percent="99"/><sdl:seg id="2" '
        'conf="RejectedTranslation"/></sdl:seg-defs>',
        'id="b"',
    )
    + "</group>",
    more="<header><sdl:ref-files/></header>",
)


def test_a_file_of_trados() -> None:
    back, notes = _scan(TRADOS)
    assert back.select("id", "source", "target", "status").rows() == [
        ("b#1", "Một.", "One.", "accepted"),
        ("b#2", "Hai.", "", "rejected"),
    ]
    assert back["original"].n_unique() == 1
    assert notes == ["1 unit without any text passed over", "headers and skeletons of the files are not kept"]


def test_segments_that_are_not_in_the_target_yet() -> None:
    marks = "".join(f'<mrk mtype="seg" mid="{mid}">{text}</mrk> ' for mid, text in enumerate(("A.", "B.")))
    marks = f"<source>A. B.</source><seg-source>{marks}</seg-source>"
    assert _texts(_file(_unit(marks))) == [("A.", ""), ("B.", "")]
    assert _texts(_file(_unit(marks + "<target>C.</target>"))) == [("A. B.", "C.")]


@pytest.mark.parametrize(
    ("unit", "status"),
    [
        ('<trans-unit id="1"><source>a</source><target>b</target></trans-unit>', "auto"),
        ('<trans-unit id="1" approved="yes"><source>a</source><target>b</target></trans-unit>', "accepted"),
        ('<trans-unit id="1"><source>a</source><target state="signed-off">b</target></trans-unit>', "accepted"),
        ('<trans-unit id="1"><source>a</source><target state="translated">b</target></trans-unit>', "auto"),
        (
            '<trans-unit id="1"><source>a</source><target state-qualifier="rejected-grammar">b</target></trans-unit>',
            "rejected",
        ),
        ('<trans-unit id="1" mq:status="Proofread"><source>a</source><target>b</target></trans-unit>', "accepted"),
        ('<trans-unit id="1" mq:status="Rejected"><source>a</source><target>b</target></trans-unit>', "rejected"),
    ],
)
def test_states(unit: str, status: str) -> None:
    assert _scan(_file(unit))[0]["status"].to_list() == [status]


def test_files_of_angular_xcode_and_symfony() -> None:
    angular = _unit(
        '<source>Xin chào <x id="INTERPOLATION" equiv-text="{{name}}"/>!</source><context-group purpose="location">'
        '<context context-type="sourcefile">app.html</context></context-group>'
        '<note priority="1" from="meaning">lời chào</note>',
        'id="f0a" datatype="html"',
    )
    back, _ = _scan(_file(angular, target_language="", datatype="html", original="ng2.template"))
    assert back.select("document", "source", "target", "target_lang", "note").row(0) == (
        *("ng2.template", "Xin chào !", "", "", "lời chào"),
    )
    xcode = _file(_unit("<source>Đò</source><target>Ferry</target><note>Class = UILabel</note>", 'id="x.text"'))
    assert _scan(xcode)[0].select("id", "note").row(0) == ("x.text", "Class = UILabel")
    symfony = xcode.replace("<trans-unit", '<trans-unit resname="do"')
    assert _scan(symfony)[0]["original"][0].count("resname") == 1
    assert "original" not in _scan(xcode)[0].columns


def test_several_files_and_versions() -> None:
    old = '<xliff version="1.0"><file source-language="vi" target-language="en" original="a"><body>{0}</body></file>'
    old += '<file source-language="vi" target-language="en" original="b"><body>{0}</body></file></xliff>'
    back, _ = _scan(old.format(_unit('<source>a<ph id="1"/></source><target>b</target>')))
    assert back.select("id", "document").rows() == [("1", "a"), ("2/1", "b")]
    assert etree.fromstring(back["original"][0]).tag == f"{NS}trans-unit"


def test_the_pair_asked_for() -> None:
    one = _file(_unit('<source>a</source><target state="new">b</target>'))
    assert _texts(one, "vi", None) == [("a", "b")]
    turned, _ = _scan(one, "en-GB", "vi")
    assert turned.select("source", "target", "source_lang", "target_lang").row(0) == ("b", "a", "en", "vi")
    assert "original" not in turned.columns
    two = one.replace("</xliff>", "") + one[one.index("<file") :].replace('"en"', '"fr"')
    assert _scan(two, None, "fr")[1] == ["files of 1 other pair of languages passed over"]
    with pytest.raises(InputError, match="no file of it is of the languages asked for, but of vi-en"):
        _scan(one, "vi", "de")


def test_segments_of_a_unit_of_2_1() -> None:
    unit = (
        '<unit id="u"><notes><note>n</note></notes><segment id="s" state="reviewed"><source>A. </source>'
        "<target>B. </target></segment><ignorable><source> </source></ignorable>"
        "<segment><source>C.</source></segment></unit>"
    )
    back, _ = _scan(_file2(f"<group id='g'>{unit}</group>"))
    assert back.select("id", "source", "target", "status", "note").rows() == [
        ("u#s", "A. ", "B. ", "accepted", "n"),
        ("u#2", "C.", "", "auto", "n"),
    ]


# --- round trips


ROUND_TRIPS = {
    "xliff": [
        TRADOS,
        _file(
            _unit(
                '<source>a<g id="1">b</g></source><target state="translated" xml:lang="en">c<g id="1">d</g></target>'
                '<note from="x">n</note><alt-trans match-quality="80"><target>e</target></alt-trans>'
            )
        ),
    ],
    "xliff2": [
        _file2(
            '<unit id="u" name="k"><notes><note category="c">n</note></notes>'
            '<originalData><data id="d">&lt;b&gt;</data></originalData>'
            '<segment id="s"><source>A<ph id="1" dataRef="d"/></source><target>B<ph id="1" dataRef="d"/>'
            "</target></segment><ignorable><source> </source></ignorable><segment><source>C</source></segment></unit>"
        )
    ],
}


def _units(data: str | bytes) -> list[str]:
    root = etree.fromstring(data.encode() if isinstance(data, str) else data)
    found = [unit for unit in root.iter(f"{NS}trans-unit", f"{NS2}unit") if unit.get("translate") != "no"]
    return [etree.canonicalize(etree.tostring(unit, encoding="unicode", with_tail=False)) for unit in found]


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, files in ROUND_TRIPS.items() for data in files])
def test_a_unit_comes_back_as_it_was(name: str, data: str) -> None:
    again, notes = _written(_scan(data)[0], name)
    assert _units(again) == _units(data)
    assert notes == []


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, files in ROUND_TRIPS.items() for data in files])
def test_what_has_changed_changes_the_unit(name: str, data: str) -> None:
    edited = _scan(data)[0].with_columns(
        target=pl.lit("mới & <mới>"), status=pl.lit("edited", pl.Enum(["auto", "accepted", "edited", "rejected"]))
    )
    edited = edited.with_columns(note=pl.lit("đã sửa"), probability=pl.lit(0.25)).with_columns(
        pl.lit(0.5).alias("score.x")
    )
    again, _ = _written(edited, name)
    back = _scan(again)[0]
    kept = ["id", "source", "target", "status", "note", "probability", "score.x", "document"]
    assert back.select(kept).equals(edited.select(kept))
    assert len(_units(again)) == len(_units(data))
    assert (b'state="signed-off"' in again) == (name == "xliff" and data is not TRADOS)
    assert _units(_written(back, name)[0]) == _units(again)


def test_a_target_is_made_where_there_is_none() -> None:
    marks = '<seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source>'
    marks = f"<source>A. B.</source>{marks}"
    for unit in (marks, '<source>A<x id="1"/></source><note>n</note>'):
        data = _file(_unit(unit))
        edited = _scan(data)[0].with_columns(target=pl.lit("mới"))
        again, _ = _written(edited, "xliff")
        assert _scan(again)[0].select("source", "target", "id").equals(edited.select("source", "target", "id"))
        (unit_again,) = etree.fromstring(again).iter(f"{NS}trans-unit")
        order = ["source", "seg-source", "target", "note"]
        places = [order.index(child.tag.removeprefix(NS)) for child in unit_again]
        assert places == sorted(places)
    two = _file2('<unit id="u" name="n"><segment><source>A</source></segment></unit>')
    edited = _scan(two)[0].with_columns(target=pl.lit("mới"))
    assert _scan(_written(edited, "xliff2")[0])[0]["target"].to_list() == ["mới"]


@pytest.mark.parametrize(("name", "data"), [("xliff", TRADOS), ("xliff2", ROUND_TRIPS["xliff2"][0])])
def test_a_unit_of_which_a_row_is_missing_is_written_anew(name: str, data: str) -> None:
    again, notes = _written(_scan(data)[0].head(1), name)
    assert notes == ["1 row from a unit that cannot be written here: what only the unit holds is left out"]
    assert _scan(again)[0]["id"].to_list() == _scan(data)[0]["id"].head(1).to_list()


def test_metadata_of_others_stays() -> None:
    meta = '<mda:metaGroup category="x"><mda:meta type="t">v</mda:meta></mda:metaGroup>'
    meta = f'<mda:metadata xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0">{meta}</mda:metadata>'
    unit = f'<unit id="u">{meta}<segment><source>a</source><target>b</target></segment></unit>'
    back = _scan(_file2(unit))[0]
    again, _ = _written(back.with_columns(probability=pl.lit(0.5)), "xliff2")
    assert again.count(b"<mda:metaGroup") == 2
    third = _scan(again)[0]
    assert third["probability"].to_list() == [0.5] and third["original"].equals(back["original"])


# --- bad input


PROBABILITY = '<n:row xmlns:n="urn:songngu:bitext"><n:prop type="probability">high</n:prop></n:row>'
ENTITY = '<!DOCTYPE x [<!ENTITY e "boo">]>\n' + _file(_unit("<source>&e;</source>"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "f.xlf:1:1: not well-formed XML"),
        ("<tmx/>", "f.xlf: not an XLIFF file: the outermost element is <tmx>"),
        (_file("<trans-unit id='1'><source>a</b>"), "f.xlf:1:"),
        (_file(_unit("<source>a</source>\n")[:-3]), "f.xlf:2:"),
        (ENTITY, "f.xlf:2: a reference to the entity &e;"),
        (_file(_unit(f"<source>a</source>{PROBABILITY}")), "f.xlf:1: property probability: could not convert"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        _scan(data)
    assert str(error.value).startswith(message)


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    for entity in ("b", "f"):
        with pytest.raises(InputError, match=f"entity &{entity};, which is not resolved"):
            _scan(bomb + _file(_unit(f"<source>x&{entity};</source>")))


def test_what_stands_before_a_fault_can_be_kept() -> None:
    data = _file(_unit("<source>a</source>") + _unit("<source>b</source>") + "<oops")[:-20]
    with pytest.raises(InputError, match="not well-formed XML"):
        _scan(data)
    back, notes = _scan(data, keep_going=True)
    assert back["source"].to_list() == ["a", "b"]
    assert "not well-formed XML" in notes[0] and notes[0].endswith("what stands before is read")


def test_a_broken_unit_can_be_passed_over() -> None:
    data = _file(_unit(f"<source>a</source>{PROBABILITY}") + _unit("<source>b</source>"))
    back, notes = _scan(data, keep_going=True)
    assert back["source"].to_list() == ["b"]
    assert notes[0].startswith("f.xlf:1: property probability") and notes[0].endswith(": passed over")


def test_binary_units_are_counted() -> None:
    body = "<bin-unit id='1' mime-type='image/png'><bin-source/></bin-unit>" + _unit("<source>a</source>")
    assert _scan(_file(body))[1] == ["1 unit of binary data passed over"]


def test_utf_16() -> None:
    data = dedent('<?xml version="1.0" encoding="UTF-16"?>') + _file(_unit("<source>Đò</source>"))
    assert _scan(data.encode("utf-16"))[0]["source"].to_list() == ["Đò"]
