"""Which column is in which language."""

from pathlib import Path

from songngu.glossary.concept import Glossary
from songngu.glossary.formats import GlossaryOptions, read_with_losses
from songngu.glossary.formats.losses import GlossaryReading


def read(tmp_path: Path, text: str, name: str = "terms.csv", langs: tuple[str, str] = ("vi", "en")) -> GlossaryReading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_with_losses(path, options=GlossaryOptions(langs))


def shown(glossary: Glossary) -> list[tuple[str, str, str]]:
    return [(term.lang, str(term.status), term.text) for concept in glossary for term in concept.terms]


def test_the_languages_at_hand_hold_where_letters_tell_nothing(tmp_path: Path) -> None:
    glossary = read(tmp_path, "encre\tink\n", "g.txt", ("fr", "en")).glossary
    assert shown(glossary) == [("fr", "preferred", "encre"), ("en", "preferred", "ink")]
    assert next(iter(read(tmp_path, "ferry\tphà\n", "h.txt").glossary)).preferred("vi") == "phà"
    glossary = read(tmp_path, "ink\tmực\n", "g.txt", ("en", "vi")).glossary
    assert shown(glossary) == [("en", "preferred", "ink"), ("vi", "preferred", "mực")]
