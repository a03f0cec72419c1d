"""Registries: our own things first, those of other packages when they are asked for, one way to suggest a name."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.registry import Registry, suggestion

PLUGIN = Path(__file__).parents[2] / "plugin"


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installed package that adds to each family."""
    from songngu.align.encoder import ENCODERS
    from songngu.corpus.export.filters import FILTERS
    from songngu.corpus.export.filters.pairs import PAIR_SCORERS
    from songngu.corpus.formats import FORMATS
    from songngu.corpus.language.identifiers import IDENTIFIERS
    from songngu.corpus.readers import OF_OTHERS
    from songngu.glossary.formats import formats
    from songngu.glossary.reports import REPORTS
    from songngu.glossary.rules import RULES

    monkeypatch.syspath_prepend(str(PLUGIN))
    families: list[Registry[object]] = [
        FILTERS, PAIR_SCORERS, IDENTIFIERS, OF_OTHERS, RULES, ENCODERS, FORMATS, formats(), REPORTS,
    ]  # type: ignore[list-item]  # fmt: skip
    for family in families:
        family.__dict__.pop("_found", None)
    yield
    for family in families:
        family.__dict__.pop("_found", None)
    sys.modules.pop("songngu_tales", None)


def test_ours_by_name() -> None:
    family = Registry("colour", {"red": 1, "green": 2})
    assert (family.find("red"), list(family), len(family), "blue" in family) == (1, ["red", "green"], 2, False)
    with pytest.raises(UsageError, match="no colour is called 'gren'") as caught:
        family.find("gren")
    assert caught.value.hint == "did you mean green?"
    assert suggestion("zzz", family) == "known are red, green"
    with pytest.raises(KeyError):
        family["gren"]


def test_own_things_are_imported_when_asked_for() -> None:
    family: Registry[object] = Registry(
        "thing", {"a": 1}, modules={"tones": "songngu.corpus.language.tones", "no": "no"}
    )
    assert list(family) == ["a", "tones", "no"] and hasattr(family["tones"], "__doc__") and family["a"] == 1
    module = Registry[object]("function", {}, modules={"suggestion": f"{Registry.__module__}:suggestion"})
    assert module["suggestion"] is suggestion


@pytest.mark.usefixtures("plugin")
def test_a_filter_of_another_package() -> None:
    from songngu.corpus.export.filters import FILTERS, removed_by, scored, threshold_of

    assert FILTERS["shouts"].most == 0.5
    bitext = from_rows([{"source": "a", "target": "AAH"}, {"source": "a", "target": "Ah, well"}]).lazy()
    threshold = threshold_of("shouts", True, FILTERS)
    done = scored(bitext, [threshold]).with_columns(removed_by([threshold])).collect()
    assert done["removed_by"].to_list() == ["shouts", None] and isinstance(done, pl.DataFrame)
    for name, reason in (("broken", "cannot be loaded"), ("odd", "is none")):
        with pytest.raises(SongnguError, match=reason) as caught:
            FILTERS.find(name)
        assert "songngu-tales" in str(caught.value)


@pytest.mark.usefixtures("plugin")
def test_scorers_of_another_package_are_filters_with_settings() -> None:
    from songngu.corpus.export.filters import all_filters, removed_by, scored, threshold_of

    known = all_filters({})
    bitext = from_rows([{"source": "ab", "target": "a cat"}, {"source": "", "target": "dogs"}]).lazy()
    asked = {"echo": {"weight": 2, "most": 4}, "judge": {"words": "cat"}, "judge:dogs": {"words": "dog", "least": 0}}
    filters = [threshold_of(name, value, known) for name, value in asked.items()]
    done = scored(bitext, filters).with_columns(removed_by(filters)).collect()
    assert done["score.echo"].to_list() == [5.0, None]
    assert done["score.judge:dogs"].to_list() == [0, 1]
    assert done["removed_by"].to_list() == ["echo", "judge"]
    assert filters[0].recorded() == {"least": None, "most": 4.0, "weight": 2}
    assert filters[1].scorer.summary == "How many of its words a target has."
    for value in ({"letters": 1}, {"words": 1, "more": 2}):
        with pytest.raises(UsageError, match="filter judge: "):
            threshold_of("judge", value, known)
    for name in ("short", "echo"):
        with pytest.raises(SongnguError, match=f"filter {name}"):
            scored(bitext, [threshold_of(name, {"weight": "x"} if name == "echo" else True, known)]).collect()


@pytest.mark.usefixtures("plugin")
def test_an_identifier_of_another_package() -> None:
    from songngu.corpus.export.filters import all_filters, scored, threshold_of

    rows = [
        {"source": source, "target": "so", "source_lang": "vi", "target_lang": "en"} for source in ("đò", "do", "?a")
    ]
    asked = threshold_of("language", {"by": "stroke", "least": 0.3}, all_filters({}))
    assert scored(from_rows(rows).lazy(), [asked]).collect()["score.language"].to_list() == [0.9, 0.1, 0.9]
    with pytest.raises(UsageError, match="no identifier of languages is called 'strok'"):
        threshold_of("language", {"by": "strok"}, all_filters({}))


@pytest.mark.usefixtures("plugin")
def test_a_reader_of_another_package(tmp_path: Path) -> None:
    from songngu.corpus.readers import read_document

    path = tmp_path / "a.tale"
    path.write_text("~Ngày xưa có một con rồng.\n~Nó ngủ.\n", encoding="utf-8")
    document = read_document(path, "vi")
    assert [sentence.text for sentence in document.sentences] == ["Ngày xưa có một con rồng.", "Nó ngủ."]
    assert document.raw[document.sentences[1].span.start :].startswith("Nó")


@pytest.mark.usefixtures("plugin")
def test_a_rule_of_another_package() -> None:
    from songngu.glossary.concept import Glossary
    from songngu.glossary.rules import find_rule, selected
    from songngu.glossary.rules.check import check_bitext

    assert find_rule("tal001").name == "dragon lost"
    row = {"source": "Con rồng ngủ.", "target": "It sleeps.", "source_lang": "vi", "target_lang": "en"}
    bitext = from_rows([{**row, "status": "auto", "source_ids": [0], "target_ids": [0]}])
    assert [each.rule for each in check_bitext(bitext, Glossary(), rules=selected(["TAL"]))] == ["TAL001"]
    assert "TAL001" not in [rule.id for rule in selected()]


@pytest.mark.usefixtures("plugin")
def test_an_encoder_of_another_package() -> None:
    from songngu.align.encoder import encode, load_encoder

    assert encode(load_encoder("lengths"), ["a", "bb"]).shape == (2, 2)


@pytest.mark.usefixtures("plugin")
def test_a_format_of_another_package(tmp_path: Path) -> None:
    from songngu.corpus.formats import format_of, read_bitext, suffixes_of
    from songngu.corpus.formats.conversion import convert
    from songngu.corpus.formats.reading import Reading

    source, back = tmp_path / "a.fable", tmp_path / "a.tsv"
    source.write_text("Con rồng ngủ. => The dragon sleeps.\n", encoding="utf-8")
    assert (format_of(source), suffixes_of("fable")) == ("fable", (".fable",))
    convert(str(source), str(back), Reading(str(source), ("vi", "en")))
    assert read_bitext(back)["target"].to_list() == ["The dragon sleeps."]
    notes = convert(str(back), str(tmp_path / "b.fable"), Reading(str(back), ("vi", "en")))
    assert (tmp_path / "b.fable").read_bytes() == source.read_bytes() and "all but the texts" in notes
    with pytest.raises(UsageError, match="unknown format 'fables'") as caught:
        format_of("a.tsv", "fables")
    assert caught.value.hint == "did you mean fable?"


@pytest.mark.usefixtures("plugin")
def test_a_glossary_format_of_another_package(tmp_path: Path) -> None:
    from songngu.glossary.formats import export, format_of, read_glossary

    path = tmp_path / "a.runes"
    path.write_text("rồng = dragon\n", encoding="utf-8")
    glossary = read_glossary(path)
    assert [term.text for concept in glossary for term in concept.terms] == ["rồng", "dragon"]
    assert export(glossary, tmp_path / "b.runes") == (path.read_bytes(), [])
    with pytest.raises(UsageError, match="no glossary format is called 'rune'") as caught:
        format_of(path, "rune")
    assert caught.value.hint == "did you mean runes?"


@pytest.mark.usefixtures("plugin")
def test_a_report_of_another_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from songngu.cli import app

    monkeypatch.chdir(tmp_path)
    Path("a.vi.txt").write_text("Có 1.500 con rồng trong hang.\n", encoding="utf-8")
    Path("a.en.txt").write_text("There are 1,700 dragons in the cave.\n", encoding="utf-8")
    asked = ["check", "a.vi.txt", "a.en.txt", "--pre-split", "--select", "NUM", "--format"]
    assert CliRunner().invoke(app, [*asked, "ballad"]).stdout == "O NUM010!\n"
    failed = CliRunner().invoke(app, [*asked, "balad"])
    assert isinstance(failed.exception, UsageError) and failed.exception.hint == "did you mean ballad?"


def test_plugins_are_not_looked_for_at_the_start() -> None:
    code = (
        "import importlib.metadata as m, sys; found = m.entry_points\n"
        "m.entry_points = lambda **given: sys.exit('looked for') if 'songngu' in str(given) else found(**given)\n"
        "import songngu.cli, songngu.glossary.rules, songngu.corpus.readers, songngu.corpus.export.filters"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
