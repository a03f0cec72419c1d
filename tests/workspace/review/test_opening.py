"""What a review is about."""

from __future__ import annotations

from pathlib import Path

from songngu.corpus.formats import read_bitext
from tests.workspace.review.requests import Open, keys, post


def test_a_pair_of_documents_is_aligned_first(opens: Open, bitext: Path) -> None:
    bitext.unlink()
    client = opens("a.vi.txt", "a.en.txt")
    row = keys(client)
    assert len(row) >= 6
    post(client, action="accept", row=row[0])
    client.__exit__(None, None, None)
    assert read_bitext(bitext)["status"][0] == "accepted"
    again = opens("a.vi.txt", "a.en.txt")
    assert "accepted" in again.get("/bitext/0?filter=decided").text
