"""The interface in Vietnamese says everything that it says in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.pages.catalogue import Catalogue
from tests.glossary.rules.test_messages import explanations, messages

ROOT = Path(__file__).parents[3]


def test_every_message_of_templates_and_rules_is_in_a_catalogue_and_no_other() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "workspace").glob("*/templates/*.html")]
    said = {message for text in texts for message in re.findall(r'_\("([^"]+)"\)', text)}
    assert said | messages() | explanations() == set(Catalogue("vi").messages)


def test_messages_in_both_languages() -> None:
    assert Catalogue("vi").gettext("Undo") == "Hoàn tác"
    assert Catalogue("en").gettext("Undo") == "Undo"
    assert Catalogue("vi").gettext("unheard of") == "unheard of"
    assert [Catalogue("en").ngettext("row", "rows", number) for number in (1, 2)] == ["row", "rows"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="fr"):
        Catalogue("fr")
