"""Files as the tools of translators write them."""

from textwrap import dedent

import pytest
from lxml import etree

from songngu.corpus.errors import InputError
from tests.corpus.formats.xliff.files import NS, file_of, scanned, texts_of, unit_of


def test_files_of_angular_xcode_and_symfony() -> None:
    angular = unit_of(
        '<source>Xin chào <x id="INTERPOLATION" equiv-text="{{name}}"/>!</source><context-group purpose="location">'
        '<context context-type="sourcefile">app.html</context></context-group>'
        '<note priority="1" from="meaning">lời chào</note>',
        'id="f0a" datatype="html"',
    )
    back, _ = scanned(file_of(angular, target_language="", datatype="html", original="ng2.template"))
    assert back.select("document", "source", "target", "target_lang", "note").row(0) == (
        *("ng2.template", "Xin chào !", "", "", "lời chào"),
    )
    xcode = file_of(unit_of("<source>Đò</source><target>Ferry</target><note>Class = UILabel</note>", 'id="x.text"'))
    assert scanned(xcode)[0].select("id", "note").row(0) == ("x.text", "Class = UILabel")
    symfony = xcode.replace("<trans-unit", '<trans-unit resname="do"')
    assert scanned(symfony)[0]["original"][0].count("resname") == 1
    assert "original" not in scanned(xcode)[0].columns


def test_several_files_and_versions() -> None:
    old = '<xliff version="1.0"><file source-language="vi" target-language="en" original="a"><body>{0}</body></file>'
    old += '<file source-language="vi" target-language="en" original="b"><body>{0}</body></file></xliff>'
    back, _ = scanned(old.format(unit_of('<source>a<ph id="1"/></source><target>b</target>')))
    assert back.select("id", "document").rows() == [("1", "a"), ("2/1", "b")]
    assert etree.fromstring(back["original"][0]).tag == f"{NS}trans-unit"


def test_what_a_group_or_a_file_says_is_not_to_be_translated_stays_so() -> None:
    units = unit_of("<source>a</source>", 'id="1"') + unit_of("<source>b</source>", 'id="2" translate="yes"')
    for xliff in (file_of(f'<group translate="no">{units}</group>'), file_of(units, translate="no")):
        originals = scanned(xliff)[0]["original"]
        assert [etree.fromstring(original).get("translate") for original in originals] == ["no", "yes"]


def test_the_pair_asked_for() -> None:
    one = file_of(unit_of('<source>a</source><target state="new">b</target>'))
    assert texts_of(one, "vi", None) == [("a", "b")]
    turned, _ = scanned(one, "en-GB", "vi")
    assert turned.select("source", "target", "source_lang", "target_lang").row(0) == ("b", "a", "en", "vi")
    assert "original" not in turned.columns
    two = one.replace("</xliff>", "") + one[one.index("<file") :].replace('"en"', '"fr"')
    assert scanned(two, None, "fr")[1] == ["files of 1 other pair of languages passed over"]
    with pytest.raises(InputError, match="no file of it is of the languages asked for, but of vi-en"):
        scanned(one, "vi", "de")


PROBABILITY = '<n:row xmlns:n="urn:songngu:bitext"><n:prop type="probability">high</n:prop></n:row>'


ENTITY = '<!DOCTYPE x [<!ENTITY e "boo">]>\n' + file_of(unit_of("<source>&e;</source>"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "f.xlf:1:1: not well-formed XML"),
        ("<tmx/>", "f.xlf: not an XLIFF file: the outermost element is <tmx>"),
        (file_of("<trans-unit id='1'><source>a</b>"), "f.xlf:1:"),
        (file_of(unit_of("<source>a</source>\n")[:-3]), "f.xlf:2:"),
        (ENTITY, "f.xlf:2: a reference to the entity &e;"),
        (file_of(unit_of(f"<source>a</source>{PROBABILITY}")), "f.xlf:1: property probability: could not convert"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        scanned(data)
    assert str(error.value).startswith(message)


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    for entity in ("b", "f"):
        with pytest.raises(InputError, match=f"entity &{entity};, which is not resolved"):
            scanned(bomb + file_of(unit_of(f"<source>x&{entity};</source>")))


def test_what_stands_before_a_fault_can_be_kept() -> None:
    data = file_of(unit_of("<source>a</source>") + unit_of("<source>b</source>") + "<oops")[:-20]
    with pytest.raises(InputError, match="not well-formed XML"):
        scanned(data)
    back, notes = scanned(data, keep_going=True)
    assert back["source"].to_list() == ["a", "b"]
    assert "not well-formed XML" in notes[0] and notes[0].endswith("what stands before is read")


def test_a_broken_unit_can_be_passed_over() -> None:
    data = file_of(unit_of(f"<source>a</source>{PROBABILITY}") + unit_of("<source>b</source>"))
    back, notes = scanned(data, keep_going=True)
    assert back["source"].to_list() == ["b"]
    assert notes[0].startswith("f.xlf:1: property probability") and notes[0].endswith(": passed over")


def test_binary_units_are_counted() -> None:
    body = "<bin-unit id='1' mime-type='image/png'><bin-source/></bin-unit>" + unit_of("<source>a</source>")
    assert scanned(file_of(body))[1] == ["1 unit of binary data passed over"]


def test_utf_16() -> None:
    data = dedent('<?xml version="1.0" encoding="UTF-16"?>') + file_of(unit_of("<source>Đò</source>"))
    assert scanned(data.encode("utf-16"))[0]["source"].to_list() == ["Đò"]
