import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.output import atomic_files, atomic_writer

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions, links and devices")


def _write(path: str | Path, text: str = "mới\n") -> None:
    with atomic_writer(path) as stream:
        stream.write(text)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_text_is_utf8_with_line_feeds(tmp_path: Path) -> None:
    _write(tmp_path / "out.txt", "dòng một\ndòng hai\r\n")
    assert (tmp_path / "out.txt").read_bytes() == "dòng một\ndòng hai\r\n".encode()


def test_binary(tmp_path: Path) -> None:
    with atomic_writer(tmp_path / "out.bin", binary=True) as stream:
        stream.write(b"\r\n\xff")
    assert (tmp_path / "out.bin").read_bytes() == b"\r\n\xff"


def test_the_target_changes_only_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old", encoding="utf-8")
    with atomic_writer(path) as stream:
        stream.write("new")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("binary", [True, False])
@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, failure: type[BaseException], binary: bool
) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(failure), atomic_writer(path, binary=binary):
        raise failure
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_makes_no_new_file(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        _write(tmp_path / "out.txt", "\ud800")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        _write(tmp_path / "out.txt")
    finally:
        os.umask(old)
    assert _mode(tmp_path / "out.txt") == 0o640


@posix
def test_an_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.sh"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o755)
    _write(path)
    assert _mode(path) == 0o755


@posix
def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "real" / "out.txt")
    _write(link)
    assert link.is_symlink()
    assert (tmp_path / "real" / "out.txt").read_text(encoding="utf-8") == "mới\n"
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["out.txt"]


@posix
def test_a_pipe_is_no_output(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tsv")
    with pytest.raises(UsageError, match="no regular file"):
        _write(tmp_path / "pipe.tsv")


@posix
def test_a_device_is_written_directly() -> None:
    _write("/dev/null")
    assert not Path("/dev/null").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("binary", [True, False])
def test_a_full_device(binary: bool) -> None:
    with pytest.raises(SongnguError, match="cannot write /dev/full: the disk is full") as error:  # noqa: SIM117
        with atomic_writer("/dev/full", binary=binary) as stream:
            stream.write(b"x" if binary else "x")
    assert not isinstance(error.value, UsageError)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "out.txt"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SongnguError, match="the disk is full") as error:
        _write(path)
    assert "unchanged" in str(error.value.hint)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(errno.EFBIG, "File too large")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SongnguError, match=r"cannot write .*out.txt: File too large"):
        _write(tmp_path / "out.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_too_full_for_a_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(SongnguError, match="the disk is full"):
        _write(tmp_path / "out.txt")


def test_a_directory_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it is a directory"):
        _write(tmp_path)


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the directory .*missing does not exist"):
        _write(tmp_path / "missing" / "out.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old", encoding="utf-8")
    # The permissions of a file do not bind the superuser, as whom tests may run.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UsageError, match="the file is read-only"):
        _write(path)
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_read_only_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UsageError, match="no permission to write in"):
        _write(tmp_path / "out.txt")


def test_a_target_that_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ETXTBSY, "Text file busy")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UsageError, match=r"cannot write .*: Text file busy"):
        _write(tmp_path / "out.txt")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        _write(tmp_path / ("x" * 300))
    _write(tmp_path / ("ố" * 85))
    assert len(list(tmp_path.iterdir())) == 1


def test_another_error_of_the_system_passes_through(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), atomic_writer(tmp_path / "out.txt"):
        (tmp_path / "input").read_bytes()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1258"])
def test_standard_output_is_utf8_whatever_the_console(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    with open(1, "w", encoding=encoding, closefd=False, newline="\r\n") as console:
        monkeypatch.setattr(sys, "stdout", console)
        console.write("before\n")
        _write("-", "Đò dọc\n")
        with atomic_writer("-", binary=True) as stream:
            stream.write(b"\n")
        console.write("after\n")
    monkeypatch.undo()
    assert capfdbinary.readouterr().out == b"before\r\n" + "Đò dọc\n".encode() + b"\nafter\r\n"


def _write_all(paths: list[Path], text: str = "new", obsolete: list[Path] | None = None) -> None:
    with atomic_files(paths, obsolete or []) as streams:
        for stream in streams:
            stream.write(text.encode())


def _contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_several_files_change_together(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "c").write_text("gone", encoding="utf-8")
    _write_all([tmp_path / "a", tmp_path / "b"], obsolete=[tmp_path / "a", tmp_path / "c"])
    assert _contents(tmp_path) == {"a": "new", "b": "new"}
    assert os.name != "posix" or _mode(tmp_path / "a") == 0o640


def test_a_failure_leaves_all_files_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), atomic_files([tmp_path / "a", tmp_path / "b"]) as streams:
        streams[1].write(b"half")
        raise KeyboardInterrupt
    assert _contents(tmp_path) == {"a": "old"}


@pytest.mark.parametrize("failing", range(3))
def test_a_failure_between_renames_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    before = {"a": "old", "b": "old", "gone": "old"}
    for name, text in before.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    replace, calls = Path.replace, []

    def failing_replace(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == failing + 1:
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing_replace)
    with pytest.raises(UsageError, match="Input/output error"):
        _write_all([tmp_path / "a", tmp_path / "b"], obsolete=[tmp_path / "gone"])
    assert _contents(tmp_path) == before


def test_a_removal_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "gone"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    unlink = Path.unlink

    def failing_unlink(self: Path, missing_ok: bool = False) -> None:
        if self.name == "gone":
            raise OSError(errno.EIO, "Input/output error")
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", failing_unlink)
    with pytest.raises(UsageError, match="Input/output error"):
        _write_all([tmp_path / "a", tmp_path / "b"], obsolete=[tmp_path / "gone"])
    assert _contents(tmp_path) == {"a": "old", "gone": "old"}


def test_a_full_disk_leaves_all_files_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b").write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SongnguError, match="the disk is full"):
        _write_all([tmp_path / "a", tmp_path / "b"])
    assert _contents(tmp_path) == {"b": "old"}
