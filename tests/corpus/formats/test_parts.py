"""A bitext in parts, and the manifest that names them."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.files.remote import Store
from songngu.corpus.formats.parts import MANIFEST, UNFINISHED, PartsManifest, files_of_parts, read_manifest


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    manifest = PartsManifest("run", (("a.parquet", 2), ("b.parquet", 0)), {"langs": ["vi", "en"]})
    (tmp_path / MANIFEST).write_bytes(manifest.as_bytes())
    assert read_manifest(Store(str(tmp_path))) == manifest


def test_parts_that_are_missing_and_runs_that_have_not_ended_are_told(tmp_path: Path) -> None:
    assert files_of_parts(tmp_path) is None
    (tmp_path / UNFINISHED).write_bytes(b"")
    with pytest.raises(InputError, match="has not ended"):
        files_of_parts(tmp_path)
    (tmp_path / MANIFEST).write_bytes(PartsManifest("run", (("a.parquet", 2),), {}).as_bytes())
    with pytest.raises(InputError, match=r"a\.parquet: is named by the manifest and missing"):
        files_of_parts(tmp_path)
    (tmp_path / "a.parquet").write_bytes(b"")
    assert files_of_parts(tmp_path) == [tmp_path / "a.parquet"]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"{", b'{"kind": "another", "parts": 3}'])
def test_a_manifest_of_something_else_is_none(data: bytes, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(data)
    assert files_of_parts(tmp_path) is None


def test_a_broken_manifest_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(
        PartsManifest("run", (("a.parquet", 2),), {}).as_bytes().replace(b'"rows"', b'"r"')
    )
    with pytest.raises(InputError, match="is no manifest of a bitext"):
        files_of_parts(tmp_path)
