"""Tables of terms, read."""

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
