import os
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.fence import Fence


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "b/../../a", "s3://bucket/a", "a\0b"])
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
    fence = Fence(tmp_path / "ours", Path("songngu.toml"), ("../shared/", "s3://bucket/"))
    fence.check("files", ["../shared/a", "s3://bucket/a", "a"])
    for name in ("../shared2/a", "../shared/../a", "s3://bucket2/a", "s3://bucket/../a", "gs://bucket/a"):
        with pytest.raises(UsageError, match="leads out"):
            fence.check("files", [name])
