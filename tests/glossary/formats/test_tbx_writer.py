"""TBX as written."""

from pathlib import Path

import pytest
from lxml import etree

from songngu.corpus.errors import UsageError
from songngu.glossary.concept import Concept, ConceptKind, Glossary, Status, Term
from songngu.glossary.formats import GlossaryOptions, export, read_glossary
from songngu.glossary.formats.losses import Loss
from songngu.glossary.formats.tbx_rules import faults
from tests.glossary.formats.tbx_entries import SAMPLES, needs_samples

STYLES = [(dialect, style) for dialect in ("core", "min", "basic") for style in ("dca", "dct")]


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
