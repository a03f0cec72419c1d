"""Proposals for a glossary."""

from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.glossary.concept import Status
from songngu.glossary.formats import read_with_losses
from songngu.glossary.suggest import Suggestions, suggest
from songngu.workspace.proposals import add_proposals, concepts_of
from tests.glossary.suggest.rows import ROWS


@pytest.fixture(scope="module")
def found() -> Suggestions:
    return suggest(ROWS, ("vi", "en"), least=0.05)


def test_ids_are_free(found: Suggestions) -> None:
    made = concepts_of(found, [1, 2], {"s001", "s003"}, accepted=False)
    assert [concept.id for concept in made] == ["s002", "s004"]
    assert {term.status for term in made[0].terms} == {Status.PROPOSED}


def test_a_glossary_keeps_what_it_holds(found: Suggestions, tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text("# ours\nconcepts:\n  - id: s001\n    terms: {vi: mực, en: ink}\n", encoding="utf-8")
    add_proposals(found, [1], path, read_with_losses(path))
    text = path.read_text(encoding="utf-8")
    assert "# ours" in text
    again = read_with_losses(path).glossary
    assert [concept.id for concept in again] == ["s001", "s002"]
    assert again["s002"].preferred("vi") in found.proposals[0].source


def test_only_yaml_can_be_added_to(found: Suggestions, tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("vi,en\nmực,ink\n", encoding="utf-8")
    with pytest.raises(UsageError, match="YAML glossaries only"):
        add_proposals(found, [1], path, read_with_losses(path))
    assert path.read_text(encoding="utf-8") == "vi,en\nmực,ink\n"
