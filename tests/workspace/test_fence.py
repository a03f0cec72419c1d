import os
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.fence import Fence


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "b/../../a", "a\0b"])
def test_what_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="leads out"):
        Fence(tmp_path / "ours", tmp_path / "ours" / "songngu.toml").check("files", [None, "a/b", name])


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "in").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="leads out"):
        Fence(tmp_path / "ours", Path("songngu.toml")).check("files", ["in/a"])
    Fence(tmp_path / "ours", Path("songngu.toml"), ("..",)).check("files", ["in/a"])


def test_what_is_allowed_by_name_is_no_more_than_that(tmp_path: Path) -> None:
    fence = Fence(tmp_path / "ours", Path("songngu.toml"), ("../shared/",))
    fence.check("files", ["../shared/a", "a"])
    for name in ("../shared2/a", "../shared/../a"):
        with pytest.raises(UsageError, match="leads out"):
            fence.check("files", [name])


@pytest.mark.parametrize("name", ["s3://bucket/a", "file:///a", "https://key:secret@example.org/a?token=1"])
def test_urls_are_refused_and_no_right_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is an URL") as raised:
        Fence(tmp_path, tmp_path / "songngu.toml", ("s3://bucket/",)).check("files", ["a", name])
    assert "secret" not in str(raised.value) and "token" not in str(raised.value)
