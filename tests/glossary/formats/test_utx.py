"""UTX."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Status
from songngu.glossary.formats import read_glossary, read_with_losses
from tests.glossary.formats.exchanged import reread


def test_utx_keeps_ids_and_statuses(tmp_path: Path) -> None:
    glossary, losses = reread("utx", tmp_path)
    assert [(t.text, t.status) for t in glossary["ink"].in_lang("en")] == [
        ("ink", Status.PREFERRED),
        ("printing ink", Status.ADMITTED),
        ("dye", Status.FORBIDDEN),
        ("stain", Status.DEPRECATED),
    ]
    assert glossary["ink"].note == "of pens"
    assert "scope of a term" in {loss.what for loss in losses}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mực\tink\n", "1: not UTX"),
        ("", "the file is empty"),
        ("#UTX 1.20; vietnamese;\n", "no pair of languages"),
        ("#UTX 1.20; vi/en;\nmực\tink\n", "2: no line of columns"),
        ("#UTX 1.20; vi/en;\n#a\tb\n", "2: no columns src and tgt"),
        ("#UTX 1.20; vi/en;\n#src\ttgt\tterm status\nmực\tink\tperhaps\n", "3: term status is 'perhaps'"),
    ],
)
def test_bad_utx(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "g.utx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_glossary(path)
    assert words in str(caught.value)


def test_utx_with_term_columns(tmp_path: Path) -> None:
    path = tmp_path / "g.utx"
    path.write_text(
        "#UTX 1.20; en-US/ja;\n##note\n#term:en-US\tterm:ja\tsrc:pos\ttgt:pos\tcomment\tgender\n"
        "ink\tインク\tnoun\t名詞\tfluid\tn\n# later comment\npen\t-\n",
        encoding="utf-8",
    )
    reading = read_with_losses(path)
    ink = reading.glossary["ink"]
    assert [(term.lang, term.pos) for term in ink.terms] == [("en-US", "noun"), ("ja", "名詞")]
    assert (ink.note, ink.terms[1].extra) == ("fluid", (("gender", "n"),))
    assert [loss.concept for loss in reading.losses] == ["line 6"]
