"""Copies of what URLs name: fetched whole, sent back where they changed, and nothing but them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.files import copies as module
from songngu.corpus.files.copies import Copies, copies
from songngu.corpus.files.copy_name import named_path, url_of, with_urls


@pytest.fixture
def system() -> Iterator[Any]:
    held = pytest.importorskip("fsspec", reason="needs fsspec").filesystem("memory")
    held.store.clear()
    for name in ("a.txt", "c.vi", "c.en", "c.vi.old/x", "d/e/1.txt", "d/2.txt"):
        held.pipe_file(f"/b/{name}", name.encode())
    yield held
    held.store.clear()


def _held(held: Copies) -> set[str]:
    return {path.relative_to(held.root / "memory" / "b").as_posix() for path in held.root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("memory://b/a.txt", {"a.txt"}),
        ("memory://b/c.vi", {"c.vi", "c.en"}),
        ("memory://b/c", {"c.vi", "c.en"}),
        ("memory://b/d", {"d/e/1.txt", "d/2.txt"}),
        ("memory://b/d/", {"d/e/1.txt", "d/2.txt"}),
        ("memory://b/*.txt", {"a.txt"}),
        ("memory://b/**/*.txt", {"a.txt", "d/e/1.txt", "d/2.txt"}),
        ("memory://b/d*", {"d/e/1.txt", "d/2.txt"}),
    ],
)
def test_what_is_fetched(system: Any, url: str, found: set[str]) -> None:
    with copies() as held:
        path = held.fetch(url)
        assert url_of(path) == url.rstrip("/")
        assert _held(held) == found
    assert not held.root.exists()


def test_what_changed_is_sent_and_nothing_else(system: Any) -> None:
    with copies() as held:
        folder = held.fetch("memory://b/d")
        (folder / "2.txt").write_bytes(b"new")
        (folder / "e" / "1.txt").unlink()
        (folder / ".songngu").mkdir()
        (folder / ".songngu" / "cache").write_bytes(b"")
        out = held.target("memory://b/out/x.parquet")
        assert out.parent.is_dir() and not out.exists()
        out.write_bytes(b"rows")
        (out.parent / "manifest.json").write_bytes(b"{}")
        sent: list[str] = []
        before, system.put_file = system.put_file, lambda local, place: (sent.append(place), before(local, place))
        held.send()
        del system.put_file
    assert sent == ["/b/d/2.txt", "/b/out/x.parquet", "/b/out/manifest.json"]
    assert system.cat_file("/b/d/2.txt") == b"new" and not system.exists("/b/d/e/1.txt")


def test_a_target_holds_what_is_there(system: Any) -> None:
    with copies() as held:
        assert held.target("memory://b/a.txt").read_bytes() == b"a.txt"
        folder = held.target("memory://b/new")
        (folder / ".songngu").mkdir(parents=True)
        (folder / ".songngu" / "stamp").write_bytes(b"1")
        held.send()
    assert system.cat_file("/b/new/.songngu/stamp") == b"1"


def test_what_cannot_be_fetched(system: Any) -> None:
    with copies() as held:
        for url in ("memory://b/none", "memory://b/*.pdf", "memory://none/*"):
            with pytest.raises(InputError, match="no such file"):
                held.fetch(url)
        assert not held.fetch("memory://b/none", must_exist=False).exists()


class Odd:
    """A store with one object of a name of its own."""

    protocol = "odd"

    def __init__(self, name: str, error: Exception | None = None) -> None:
        self.name, self.error = name, error

    def invalidate_cache(self) -> None:
        """Do nothing."""

    def info(self, place: str) -> dict[str, str]:
        return {"type": "file"}

    def ls(self, place: str, *, detail: bool) -> list[Any]:
        return []

    def get_file(self, place: str, local: str) -> None:
        if self.error:
            raise self.error
        Path(local).write_bytes(b"1")


def test_no_name_leads_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "system_of", lambda name: (Odd("x"), "b/../../../etc/passwd"))
    with copies() as held, pytest.raises(UsageError, match="names no file"):
        held.fetch("s3://b/../../../etc/passwd")


def test_the_web(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "system_of", lambda name: (Odd("x"), name))
    with copies() as held:
        path = held.fetch("https://user:word@example.org/a/b.html?token=secret")
        assert path.read_bytes() == b"1" and url_of(path) == "https://example.org/a/b.html"


@pytest.mark.parametrize(
    ("error", "kind", "told"),
    [
        (OSError(28, "No space left on device"), SongnguError, "no room"),
        (PermissionError("AKIASECRET"), InputError, "access is denied"),
        (FileNotFoundError("AKIASECRET"), InputError, "no such file"),
        (OSError(5, "AKIASECRET"), InputError, "cannot be reached"),
    ],
)
def test_why_a_copy_fails(
    error: Exception, kind: type[SongnguError], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "system_of", lambda name: (Odd("x", error), "b/x"))
    with copies() as held, pytest.raises(kind, match=told) as raised:
        held.fetch("s3://b/x")
    assert "SECRET" not in f"{raised.value}{raised.value.hint}"


def test_names_of_copies() -> None:
    with copies() as held:
        path = held.root / "s3" / "bucket" / "a b" / "ú.txt"
        assert url_of(path) == named_path(str(path)) == "s3://bucket/a b/ú.txt"
        assert with_urls(f"{path}:3: wrong, {path}") == "s3://bucket/a b/ú.txt:3: wrong, s3://bucket/a b/ú.txt"
    assert url_of("/tmp/urls/s3/b") is None and named_path(Path("a") / "b") == "a/b"
    assert with_urls("see urls/s3/b") == "see urls/s3/b"
