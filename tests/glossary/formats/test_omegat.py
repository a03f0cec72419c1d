"""Glossaries of OmegaT."""

import io
import sys
from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Concept, Glossary, Term
from songngu.glossary.formats import GlossaryOptions, read_glossary
from songngu.glossary.formats.losses import Loss
from tests.glossary.formats.exchanged import reread


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "g.txt"
    path.write_bytes("water ink\tmực nước\n".encode(encoding))
    assert read_glossary(path, options=GlossaryOptions(("en", "vi")))["water-ink"].preferred("vi") == "mực nước"
    path.write_bytes(b"# -*- coding: windows-1258 -*-\n" + "ink\tđen\n".encode("windows-1258"))
    assert read_glossary(path, options=GlossaryOptions(("en", "vi")))["ink"].preferred("vi") == "đen"


def test_a_term_that_would_be_a_comment(tmp_path: Path) -> None:
    hashed = Concept("tag", (Term("#nhãn", "vi"), Term("#tag", "en")))
    glossary, losses = reread("omegat", tmp_path, Glossary((hashed,)))
    assert len(glossary) == 0
    assert Loss("tag", "the term '#nhãn', which would be a comment") in losses


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("mực\tink\n".encode())))
    assert read_glossary("-", "omegat")["muc"].preferred("en") == "ink"


def test_numbered_rows_under_a_head_that_says_nothing_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("ID,một cột,cột kia\n1,mực,ink\n2,giấy,paper\n", encoding="utf-8")
    with pytest.raises(InputError, match="name no languages"):
        read_glossary(path)
