from pathlib import Path

import pytest
from lxml import etree

from songngu.corpus.errors import InputError, UsageError
from songngu.glossary.concept import Concept, ConceptKind, Glossary, Status, Term
from songngu.glossary.formats import GlossaryOptions, export, read_glossary, read_with_losses
from songngu.glossary.formats.losses import Loss
from songngu.glossary.formats.tbx import read
from songngu.glossary.formats.tbx_rules import faults

SAMPLES = Path(__file__).parents[3] / ".." / "shared" / "data" / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside the project")
STYLES = [(dialect, style) for dialect in ("core", "min", "basic") for style in ("dca", "dct")]

V3 = """<tbx type="{kind}" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body>
{body}
</body></text></tbx>"""
ENTRY = """<conceptEntry id="c1">{about}<langSec xml:lang="vi">
{its}<termSec><term>mực</term>{term}</termSec></langSec></conceptEntry>"""


def v3(about: str = "", its: str = "", term: str = "", kind: str = "TBX-Basic") -> bytes:
    return V3.format(kind=kind, body=ENTRY.format(about=about, its=its, term=term)).encode()


GLOSSARY = Glossary(
    (
        Concept(
            "c1",
            (
                Term("mực & <in>", "vi", pos="danh từ"),
                Term(
                    "ink",
                    "en",
                    pos="noun",
                    note="one\ntwo",
                    extra=(("context", "dip in ink"), ("termType", "fullForm")),
                ),
                Term("inks", "en", Status.ADMITTED, extra=(("context", "of inks"), ("context.source", "a book"))),
                Term("dye", "en", Status.FORBIDDEN, pos="gerund"),
                Term("tint", "en", Status.PROPOSED, extra=(("termType", "odd"), ("grammaticalGender", "neuter"))),
                Term("stain", "en", Status.DEPRECATED),
            ),
            "print",
            ConceptKind.PHRASE,
            "first\nsecond",
            (
                ("definition", "what pens hold"),
                ("definition.source", "a press"),
                ("en.definition", "coloured \x07water"),
                ("en.note", "of English"),
                ("xGraphic", "https://example.org/ink.png a bottle"),
                ("externalCrossReference", "no address"),
                ("crossReference", "c2"),
                ("count", "3"),
            ),
            "the press",
        ),
        Concept("2 x", (Term("bút", "vi"),)),
        Concept("none", ()),
    )
)


@pytest.mark.parametrize(("dialect", "style"), STYLES)
def test_what_is_written_is_valid_and_read_back(dialect: str, style: str, tmp_path: Path) -> None:
    data, losses = export(GLOSSARY, "g.tbx", options=GlossaryOptions(dialect=dialect, style=style))
    assert list(faults(etree.fromstring(data), strict=True)) == []
    path = tmp_path / "g.tbx"
    path.write_bytes(data)
    again = read_glossary(path)
    assert [concept.id for concept in again] == ["c1", "c2-x"]
    assert [term.text for term in again["c1"].terms] == [term.text for term in GLOSSARY["c1"].terms]
    assert again["c1"].note == "first\nsecond"
    assert {"id", "type", "the concept, which has no term", "extra count"} <= {loss.what for loss in losses}
    if dialect == "basic":
        extra = dict(again["c1"].extra)
        assert (extra["definition"], extra["definition.source"]) == ("what pens hold", "a press")
        assert (extra["en.definition"], extra["en.note"]) == ("coloured water", "of English")
        assert extra["xGraphic"] == "https://example.org/ink.png a bottle"
        assert again["c1"].source == "the press"
        ink = again["c1"].in_lang("en")[0]
        assert (ink.pos, ink.note, dict(ink.extra)["context"]) == ("noun", "one\ntwo", "dip in ink")
        assert ("context.source", "a book") in again["c1"].in_lang("en")[1].extra


def test_what_is_written_is_told_apart_from_what_is_lost() -> None:
    losses = export(GLOSSARY, "g.tbx")[1]
    assert {
        Loss("c1", "the status forbidden of a term"),
        Loss("c1", "the status proposed of a term"),
        Loss("c1", "part of speech of a term"),
        Loss("c1", "extra termType"),
        Loss("c1", "characters that XML forbids"),
        Loss("c1", "extra externalCrossReference"),
        Loss("c1", "extra crossReference"),
    } <= set(losses)
    assert "the status admitted of a term" in {
        loss.what for loss in export(GLOSSARY, "g.tbx", options=GlossaryOptions(dialect="core"))[1]
    }
    with pytest.raises(UsageError, match="dialect 'huge'"):
        export(GLOSSARY, "g.tbx", options=GlossaryOptions(dialect="huge"))
    assert b"<text/>" in export(Glossary(()), "g.tbx")[0]


@needs_samples
@pytest.mark.parametrize(("dialect", "style"), STYLES)
def test_what_is_written_fits_the_published_grammar(dialect: str, style: str) -> None:
    grammar = etree.RelaxNG(etree.parse(SAMPLES / "schemas" / "TBXcoreStructV03.rng"))
    seeds = read_glossary(SAMPLES.parent / "glossary" / "seed_terms.csv")
    for glossary in (GLOSSARY, seeds, read_glossary(SAMPLES / "tbx" / "basic_astronomy_DCA.tbx"), Glossary(())):
        root = etree.fromstring(export(glossary, "g.tbx", options=GlossaryOptions(dialect=dialect, style=style))[0])
        grammar.assertValid(root)


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


def test_a_private_dialect_may_have_its_own_categories() -> None:
    data = v3(
        '<admin type="owner">A</admin><adminGrp><admin type="x">y</admin><adminNote type="z">w</adminNote></adminGrp>',
        kind="TBX-Own",
    )
    reading = read(Path("g.tbx"), data)
    assert reading.glossary["c1"].extra == (("owner", "A"), ("x", "y"), ("x.z", "w"))


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
