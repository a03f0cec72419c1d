from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Status
from songngu.glossary.formats import read_glossary, read_with_losses
from songngu.glossary.formats.tbx import read
from tests.glossary.formats.tbx_entries import ENTRY, SAMPLES, V3, needs_samples, v3


@needs_samples
@pytest.mark.parametrize(
    ("name", "concepts", "terms"),
    [
        ("basic_astronomy_DCA.tbx", 45, 113),
        ("basic_astronomy_DCT.tbx", 45, 113),
        ("core_astronomy.tbx", 45, 113),
        ("min_astronomy_DCA.tbx", 45, 113),
        ("min_astronomy_DCT.tbx", 45, 113),
        ("ltac_basic_good.tbx", 45, 113),
        ("ltac_min_good.tbx", 45, 113),
        ("byu_TBX-basic-sample_v2.tbx", 5, 13),
        ("byu_TBX-Min_legacy_v0.tbx", 3, 7),
        ("byu_sample_tbx_v2_martif.tbx", 5, 14),
    ],
)
def test_good_samples_are_read(name: str, concepts: int, terms: int) -> None:
    glossary = read_glossary(SAMPLES / "tbx" / name)
    assert (len(glossary), sum(len(concept.terms) for concept in glossary)) == (concepts, terms)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (v3('<descrip type="context">x</descrip>'), "context is not allowed in conceptEntry"),
        (v3(term='<descrip type="definition">x</descrip>'), "definition is not allowed in termSec"),
        (v3(term='<termNote type="partOfSpeech">nominal</termNote>'), "partOfSpeech is 'nominal'"),
        (v3("<admin>x</admin>"), "admin without a type"),
        (
            v3("<descripGrp><descrip type='definition'>a</descrip><descrip type='definition'>b</descrip></descripGrp>"),
            "second descrip",
        ),
        (v3("<descripGrp/>"), "descrip must come first"),
        (v3(term="<term>x</term>"), "a second term"),
        (v3(its="loose"), "text directly in langSec"),
        (v3("<note/><weird/>"), "weird is not allowed in conceptEntry"),
        (v3('<admin type="source">x</admin>', kind="TBX-Min"), "'source' is no data category of TBX-Min"),
        (v3('<admin type="source">x</admin>', kind="TBX-Core"), "'source' is no data category of TBX-Core"),
        (V3.format(kind="TBX-Own", body='<conceptEntry id="a"/>').encode(), "conceptEntry without a langSec"),
        (V3.format(kind="TBX-Own", body="<conceptEntry><langSec/></conceptEntry>").encode(), "a concept without an id"),
        (
            V3.format(kind="TBX-Own", body=(ENTRY + ENTRY).format(about="", its="", term="")).encode(),
            "was given on line 2",
        ),
        (v3().replace(b'"vi"', b'"vietnamese"'), "'vietnamese' is no language code"),
        (b"<html/>", "the root is html"),
        (b"", "not XML"),
        (b"<tbx", "not XML"),
        (
            b"<!DOCTYPE martif [<!ENTITY e 'x'>]><martif><text><body><termEntry>&e;</termEntry></body></text></martif>",
            "the entity 'e'",
        ),
        (b"<!DOCTYPE martif [<!ENTITY f SYSTEM 'file:///etc/hosts'>]><martif/>", "the entity 'f'"),
        (b"<martif>&undeclared;</martif>", "not XML"),
    ],
)
def test_what_is_no_tbx_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(Path("g.tbx"), data)
    assert words in str(caught.value)
    assert str(caught.value).startswith("g.tbx")


def test_version_2_with_a_document_type_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.tbx"
    path.write_text(
        """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "nowhere.dtd">
<martif type="TBX"><text><body>
<termEntry id="1"><descrip type="subjectField">print</descrip><odd>x</odd>
 <langSet xml:lang="en-us">
  <descripGrp><descrip type="definition">fluid</descrip><note>of pens</note></descripGrp>
  <tig><term>ink</term></tig><ntig><termGrp><term>dye</term>
  <termNote type="usageStatus">strange</termNote></termGrp></ntig>
  <tig><term> </term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="vi"><tig><term>mực</term><termNote type="administrativeStatus">proposed</termNote></tig>
 <tig><term>mực in</term></tig></langSet></termEntry>
<termEntry id="empty"><langSet xml:lang="vi"/></termEntry>
</body></text></martif>""",
        encoding="utf-8",
    )
    reading = read_with_losses(path)
    first, second = reading.glossary
    assert (first.id, first.domain, second.id) == ("1", "print", "concept")
    assert first.extra == (("en-US.definition", "fluid"), ("en-US.definition.note", "of pens"))
    assert [(term.text, term.status) for term in first.terms] == [("ink", Status.PREFERRED), ("dye", Status.ADMITTED)]
    assert [term.status for term in second.terms] == [Status.PROPOSED, Status.PREFERRED]
    assert {loss.what for loss in reading.losses} == {
        "the element odd",
        "the status 'strange' of a term",
        "an empty en-US term",
        "the concept, which has no term",
    }
