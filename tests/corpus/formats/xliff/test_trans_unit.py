"""The units of XLIFF 1.0 to 1.2."""

import polars as pl
import pytest
from lxml import etree

from tests.corpus.formats.xliff.files import NS, TRADOS, file_of, scanned, texts_of, unit_of, written


def test_the_structure_of_1_2(bitext: pl.DataFrame) -> None:
    root = etree.fromstring(written(bitext.with_columns(pl.lit(0.5).alias("score.x")), "xliff")[0])
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


def test_inline_elements_of_1_2() -> None:
    source = (
        'a<g id="1">b<x id="2"/></g><bpt id="3">&lt;i&gt;</bpt>c<ept id="3">&lt;/i&gt;</ept><ph id="4">{0}</ph>'
        '<it id="5" pos="open">[</it><mrk mtype="term">d</mrk><x id="6" ctype="lb"/><!-- no -->e<bx id="7"/>'
    )
    back, _ = scanned(file_of(unit_of(f"<source>{source}</source><target>f</target>")))
    assert back.select("source", "target").row(0) == ("abcd\ne", "f")
    assert back["original"][0].startswith("<trans-unit xmlns=") and "<bpt" in back["original"][0]


def test_a_file_of_trados() -> None:
    back, notes = scanned(TRADOS)
    assert back.select("id", "source", "target", "status").rows() == [
        ("b#1", "Một.", "One.", "accepted"),
        ("b#2", "Hai.", "", "rejected"),
    ]
    assert back["original"].n_unique() == 1
    assert notes == ["1 unit without any text passed over", "headers and skeletons of the files are not kept"]


def test_segments_that_are_not_in_the_target_yet() -> None:
    marks = "".join(f'<mrk mtype="seg" mid="{mid}">{text}</mrk> ' for mid, text in enumerate(("A.", "B.")))
    marks = f"<source>A. B.</source><seg-source>{marks}</seg-source>"
    assert texts_of(file_of(unit_of(marks))) == [("A.", ""), ("B.", "")]
    assert texts_of(file_of(unit_of(marks + "<target>C.</target>"))) == [("A. B.", "C.")]


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
    assert scanned(file_of(unit))[0]["status"].to_list() == [status]
