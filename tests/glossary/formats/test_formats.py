"""The small formats of other tools: OmegaT, UTX, DeepL, Google, memoQ, Excel, and the CSV profile as written."""

import csv
import io
from pathlib import Path

import pytest

from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, Status, Term
from songngu.glossary.formats import export, read_glossary
from tests.glossary.formats.exchanged import GLOSSARY, reread

SHARED = Path(__file__).parents[3] / ".." / "shared" / "data"


SAMPLES = SHARED / "samples"


needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")


@pytest.mark.parametrize(
    "name", ["omegat", "omegat-csv", "utx", "deepl", "google", "google-tsv", "google-set", "memoq", "csv", "xlsx"]
)
def test_every_format_is_written_and_read_back(name: str, tmp_path: Path) -> None:
    glossary, losses = reread(name, tmp_path, Glossary(GLOSSARY.concepts[:2]))
    assert losses
    texts = {(term.lang, term.text) for concept in glossary for term in concept.terms}
    assert {("vi", "mực"), ("en", "ink"), ("vi", "=tổng"), ("en", "+sum")} <= texts
    assert all(loss.concept and loss.what for loss in losses)


@needs_shared
def test_the_seed_glossary_goes_through_every_lossless_format(tmp_path: Path) -> None:
    path = SHARED / "glossary" / "seed_terms.csv"
    seeds = read_glossary(path)
    for name in ("yaml", "csv", "xlsx"):
        glossary, losses = reread(name, tmp_path, seeds)
        assert losses == []
        data, _ = export(glossary, "-", "csv")
        rows = {row["id"]: row for row in csv.DictReader(io.StringIO(data.decode()))}
        with path.open(encoding="utf-8", newline="") as stream:
            assert all(rows[row["id"]] == row for row in csv.DictReader(stream))


@needs_shared
@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("omegat/acceptance_glossary.txt", {"Introduction": "紹介", "Error": "エラー"}),
        ("omegat/testUTF16LE.txt", {"UTF": "Unicode Transformation Format", "LE": "Little Endian"}),
        ("omegat/test-magiccomment-bom.tab", {}),
        ("omegat/empty.txt", {}),
        ("omegat/test.csv", {"kde": "csv kde", "kde, qu": "comma dot", '"kde","q"': "cdk", '""k': "k", 'zz"zz': "zz"}),
        ("omegat/test.tab", {"kde": "koo moo", "question": "qqqqq"}),
        ("csv/google_unidirectional.tsv", {"Lương Văn Phong": "Liang Wenfeng"}),
        ("csv/google_equivalent_term_set.csv", {"Lương Văn Phong": "Liang Wenfeng", "Huanfang": "High-Flyer"}),
        ("utx/minimal_1.20.utx", {"Lương Văn Phong": "Liang Wenfeng", "Huanfang": "High-Flyer"}),
    ],
)
def test_samples_of_pairs(name: str, pairs: dict[str, str]) -> None:
    glossary = read_glossary(SAMPLES / name)
    read = {concept.preferred("vi"): concept.preferred("en") for concept in glossary}
    assert pairs.items() <= read.items()
    assert bool(pairs) == bool(read)


@needs_shared
def test_other_samples() -> None:
    deepl = read_glossary(SAMPLES / "csv" / "deepl_python_example_glossary.csv")["source-entry"]
    assert (deepl.preferred("en"), deepl.preferred("de")) == ('source"Entry', "target,Entry")
    memoq = read_glossary(SAMPLES / "csv" / "memoq_header_example.csv")
    assert [(concept.preferred("en-US"), concept.preferred("zh-CN")) for concept in memoq] == [
        ("hero", "英雄"),
        ("power", "力量"),
    ]
    forbidden = read_glossary(SAMPLES / "utx" / "minimal_1.20.utx")["c001"].in_lang("en", Status.FORBIDDEN)
    assert [term.text for term in forbidden] == ["Luong Van Phong"]


def test_the_profile_as_written_tells_what_it_drops(tmp_path: Path) -> None:
    odd = Concept(
        "a",
        (
            Term("x|y", "vi", case=Case.IGNORE),
            Term("mực", "vi"),
            Term("Tinte", "de", Status.ADMITTED),
            Term("d", "en", Status.FORBIDDEN),
            Term("e", "en", Status.FORBIDDEN, scope=ForbiddenScope.ALWAYS),
        ),
        kind=ConceptKind.TERM,
        source="press",
        extra=(("vi", "clash"), ("seen", "1")),
    )
    data, losses = export(Glossary((odd,)), "g.csv")
    header = data.decode().splitlines()[0].split(",")
    assert {"de_admitted", "source", "seen"} <= set(header)
    assert {loss.what for loss in losses} >= {
        "extra vi",
        "scope of a term",
        "case of a term",
        "the term 'x|y', which holds a |",
        "no term in the column 'en_preferred'",
    }
