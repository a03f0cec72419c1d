"""What copies of what URLs name are called."""

from pathlib import Path
from tempfile import gettempdir

import pytest

from songngu.corpus.files.copy_name import named_path, url_of, with_urls

COPY = Path(gettempdir(), ".songngu-scratch-ab1", "urls", "s3", "bucket", "d", "a.txt")


@pytest.mark.parametrize(
    ("path", "url"),
    [
        (COPY, "s3://bucket/d/a.txt"),
        (COPY.as_posix(), "s3://bucket/d/a.txt"),
        ("C:\\tmp\\.songngu-scratch-ab1\\urls\\s3\\bucket\\a.txt", "s3://bucket/a.txt"),
        ("docs/a.txt", None),
        ("urls/s3/bucket/a.txt", None),
    ],
)
def test_a_copy_is_told_by_its_path(path: str | Path, url: str | None) -> None:
    assert url_of(path) == url


def test_other_paths_are_named_as_they_are() -> None:
    assert named_path("docs/a.txt") == "docs/a.txt"
    assert named_path(Path("docs") / "a.txt") == "docs/a.txt"
    assert named_path(COPY) == "s3://bucket/d/a.txt"


def test_messages_name_urls() -> None:
    assert with_urls(f"{COPY}:3: is broken") == "s3://bucket/d/a.txt:3: is broken"
    assert with_urls("docs/a.txt: is broken") == "docs/a.txt: is broken"
