"""What TBX allows."""

from pathlib import Path

import pytest
from lxml import etree

from songngu.corpus.errors import InputError
from songngu.glossary.formats import read_glossary
from songngu.glossary.formats.tbx import read
from songngu.glossary.formats.tbx_rules import faults
from tests.glossary.formats.tbx_entries import SAMPLES, needs_samples, v3


@needs_samples
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ltac_basic_bad.tbx", "26: not valid TBX: 'theWrongType' is no data category of TBX-Basic"),
        ("ltac_min_bad.tbx", "21: not valid TBX: 'source' is no data category of TBX-Min"),
        ("ltac_core_structure_bad.tbx", "21: not valid TBX: "),
        ("ltac_poorly_formed_xml.tbx", "42:16: not XML: Opening and ending tag mismatch"),
    ],
)
def test_bad_samples_are_refused_with_the_reason(name: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read_glossary(SAMPLES / "tbx" / name)
    assert f"{name}:{reason}" in str(caught.value)


def test_a_private_dialect_may_have_its_own_categories() -> None:
    data = v3(
        '<admin type="owner">A</admin><adminGrp><admin type="x">y</admin><adminNote type="z">w</adminNote></adminGrp>',
        kind="TBX-Own",
    )
    reading = read(Path("g.tbx"), data)
    assert reading.glossary["c1"].extra == (("owner", "A"), ("x", "y"), ("x.z", "w"))


def test_strict_rules_are_those_of_a_writer() -> None:
    root = etree.fromstring(
        v3(
            '<ref type="crossReference" target="nowhere">x</ref>',
            term='<termNote type="usageStatus">preferred</termNote>',
        )
    )
    assert not list(faults(root))
    messages = " ".join(fault.message for fault in faults(root, strict=True))
    assert "target 'nowhere'" in messages and "'usageStatus' is no data category" in messages
    odd = etree.fromstring(v3(kind="TBX-Own", term='<m:x xmlns:m="m">y</m:x>'))
    messages = " ".join(fault.message for fault in faults(odd, strict=True))
    assert "no public dialect" in messages and "style DCT" in messages
