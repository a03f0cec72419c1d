"""The cache keeps what was asked for last, within its bound, and nothing of other versions for longer than that."""

import os
import sys
from pathlib import Path

import pytest

from songngu.workspace.cache import Cache, content_key, user_cache
from tests.workspace.configured import invoke


def test_the_oldest_entries_are_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", bound=5_000)
    keys = [content_key([str(k)]) for k in range(8)]
    for age, key in enumerate(keys[:4]):
        cache.put("x", key, b"." * 1_000)
        path = next(tmp_path.rglob(key))
        os.utime(path, (age, age))
    assert cache.get("x", keys[0]) == b"." * 1_000  # asked for, so it is no longer the oldest
    for key in keys[4:6]:
        cache.put("x", key, b"." * 1_000)
    assert cache.get("x", keys[1]) is None and cache.get("x", keys[0]) is not None
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < 5_000


def test_entries_of_another_version_go_first(tmp_path: Path) -> None:
    old = tmp_path / "cache" / "bitexts" / "ab" / "abcd"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"." * 4_000)
    cache = Cache(tmp_path / "cache", bound=4_500)
    cache.put("x", content_key(["a"]), b"." * 1_000)
    assert not old.exists() and cache.get("x", content_key(["a"])) is not None


def test_what_is_held_is_told_without_reading_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put("x", "aa1", b"1")
    cache.put("x", "aa2", b"2")  # into the folder that is there
    assert [cache.holds("x", key) for key in ("aa1", "aa2", "aa3")] == [True, True, False]


def test_a_corrupt_cache_is_made_again_and_said(workspace: Path) -> None:
    whole = invoke("check")
    for path in (workspace / ".songngu" / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    code, out, err = invoke("check")
    assert (code, out) == whole[:2] and "corrupt" in err
    assert invoke("check") == whole


def test_the_cache_keeps_what_it_is_given(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c" / "cache")
    key = content_key(["a", b"b"])
    assert key != content_key(["ab"]) and cache.get("x", key) is None
    cache.put("x", key, b"data")
    assert cache.get("x", key) == b"data" and cache.notes == []
    (tmp_path / "file").write_text("")
    Cache(tmp_path / "file").put("x", key, b"data")


def test_what_no_workspace_holds_is_kept_where_the_system_or_a_variable_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGNGU_CACHE", str(tmp_path))
    found = user_cache()
    assert found is not None
    found.put("vectors", "abc", b"data")
    assert found.get("vectors", "abc") == b"data"
    assert found.folder.is_relative_to(tmp_path)
    monkeypatch.delenv("SONGNGU_CACHE")
    named = user_cache()
    assert named is not None
    assert "songngu" in named.folder.parts
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert user_cache() is None
