"""Licences by their identifier."""

import pytest

from songngu.corpus.export.card.licences import licence_id


@pytest.mark.parametrize(
    ("licence", "known"),
    [("CC BY 4.0", "cc-by-4.0"), ("CC0-1.0", "cc0-1.0"), ("GPL-3.0-or-later", "gpl-3.0"), ("MPL_2.0", "mpl-2.0"),
     ("", "unknown"), ("public domain", "other")],
)  # fmt: skip
def test_licences_by_the_identifier_of_the_hub(licence: str, known: str) -> None:
    assert licence_id(licence) == known
