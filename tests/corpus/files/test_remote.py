"""Paths and URLs: read and written alike, whole or not at all, and no right of anybody told."""

from pathlib import Path
from typing import Any

import pytest

from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.files import remote
from songngu.corpus.files.remote import Store, is_url, local_path, read_anywhere, shown_url


@pytest.mark.parametrize("name", ["s3://bucket/key", "file:///tmp/a", "gs://b", "http+x://a"])
def test_urls(name: str) -> None:
    assert is_url(name)


@pytest.mark.parametrize("name", ["a/b.txt", "C:\\a", "c://a", "/tmp/a", "-", "", "://x", "a: //b"])
def test_what_is_no_url(name: str) -> None:
    assert not is_url(name)


def test_what_is_shown() -> None:
    assert shown_url("s3://key:secret@bucket/a?token=1") == "s3://bucket/a"
    assert shown_url("s3://key:se/cr+et@bucket/a?X-Amz-Signature=x&y=z") == "s3://bucket/a"
    assert shown_url("https://host:80/a@b?token") == "https://host:80/a@b"
    assert shown_url("a@b/c?d") == "a@b/c?d"


def test_a_name_of_an_object_may_hold_a_mark_of_question() -> None:
    assert shown_url("s3://bucket/why?.md") == "s3://bucket/why?.md"
    assert shown_url("s3://bucket/a@b/why?.md?versionId=3") == "s3://bucket/a@b/why?.md"


def test_files_by_url(tmp_path: Path) -> None:
    place = tmp_path / "a b.txt"
    place.write_bytes(b"x")
    assert local_path(place.as_uri()) == place == local_path(str(place))
    assert read_anywhere(place.as_uri()) == read_anywhere(str(place)) == b"x"
    with pytest.raises(UsageError, match="another machine"):
        local_path("file://elsewhere/a")
    with pytest.raises(InputError, match="no such file"):
        read_anywhere(f"{tmp_path.as_uri()}/none")


def exercised(store: Store) -> None:
    assert store.read("a/b") is None and not store.has("a/b") and store.names("a") == []
    store.write("a/b", b"1")
    store.write("a/b", b"22")
    store.write("a/c/d", b"")
    assert (store.read("a/b"), store.has("a/b"), store.has("a")) == (b"22", True, False)
    assert store.names("a") == ["a/b", "a/c/d"]
    store.remove("a/b")
    store.remove("a/b")
    assert store.names("a") == ["a/c/d"]


def test_a_folder(tmp_path: Path) -> None:
    exercised(Store(str(tmp_path / "one")))
    exercised(Store((tmp_path / "two").as_uri()))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="cannot make"):
        Store(str(tmp_path / "file")).write("a/b", b"")


def test_a_store_in_memory() -> None:
    pytest.importorskip("fsspec", reason="needs fsspec")
    exercised(Store("memory://songngu-test/store"))
    with pytest.raises(InputError, match="no such file"):
        read_anywhere("memory://songngu-test/none")


def test_without_its_package_an_url_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = pytest.importorskip("fsspec.registry", reason="needs fsspec")
    monkeypatch.setitem(registry.known_implementations, "far", {"class": "package_nobody_has.Far", "err": "Install it"})
    with pytest.raises(UsageError, match="needs the package package_nobody_has"):
        read_anywhere("far://a/b")
    with pytest.raises(UsageError, match="no kind of storage"):
        read_anywhere("nowhere://a/b")


class Failing:
    """A store that answers with nothing but an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> Any:
        def fail(*given: object) -> None:
            raise self.error

        return fail


class NoCredentialsError(Exception):
    """What botocore raises, by its name."""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError("AKIASECRET"), "access is denied"),
        (NoCredentialsError("AKIASECRET"), "no credentials"),
        (RuntimeError("AKIASECRET"), "cannot be reached (RuntimeError)"),
    ],
)
def test_no_message_holds_a_key(error: Exception, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "system_of", lambda name: (Failing(error), name))
    store, name = Store("s3://AKIASECRET:word@bucket/a"), "s3://AKIASECRET:word@bucket/a"
    for attempt in (
        lambda: read_anywhere(name), lambda: store.read("b"), lambda: store.has("b"), lambda: store.write("b", b""),
        lambda: store.names("b"), lambda: store.remove("b"),
    ):  # fmt: skip
        with pytest.raises(SongnguError) as raised:
            attempt()
        assert told in str(raised.value)
        assert "SECRET" not in f"{raised.value}{raised.value.hint}" and raised.value.__cause__ is None


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_an_object_store(bucket: str) -> None:
    exercised(Store(f"{bucket}/run"))
    with pytest.raises(InputError, match="no such file"):
        read_anywhere(f"{bucket}/none")
