"""Shares as they are shown: rounded down, so that only what is certain shows as 1."""

import pytest

from songngu.corpus.files.display import floored


@pytest.mark.parametrize(
    ("share", "digits", "shown"),
    [
        (1.0, 2, "1.00"),
        (0.999999, 2, "0.99"),
        (0.999999, 3, "0.999"),
        (0.29, 2, "0.29"),
        (99.96, 0, "99"),
        (0.0, 1, "0.0"),
    ],
)
def test_only_what_is_one_shows_as_one(share: float, digits: int, shown: str) -> None:
    assert floored(share, digits) == shown
