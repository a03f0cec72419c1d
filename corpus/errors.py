"""The errors songngu raises: one tree, each with what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path


class SongnguError(Exception):
    """The base of every expected error, told in one line; ``exit_code`` is what the command line leaves with."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        # Names of files, and what they hold, may have line ends of any kind.
        super().__init__(" ".join(message.splitlines()))
        self.hint = hint


class FullDiskError(SongnguError):
    """A file that could not be written because there is no room for it."""


class UsageError(SongnguError):
    """A wrong option, path or configuration: the caller asked for what cannot be done."""


class SameLanguageError(UsageError):
    """Two texts that should render each other are in one language, ``lang``."""

    def __init__(self, message: str, lang: str, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.lang = lang


class InputError(SongnguError):
    """A file that cannot be read as what it should be; names the file and, where known, line and column (1-based)."""

    exit_code = 3

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if place else message, hint=hint)


def unreadable(error: OSError | ValueError, path: object = None) -> InputError:
    """Return the error for a file that the system does not let us read, or that is not there, in the one wording."""
    named = None if path is None else str(path)
    if isinstance(error, FileNotFoundError):
        return InputError("cannot be read: no such file or folder", path=named, hint=_meant(path or error.filename))
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return InputError(f"cannot be read: {reason[:1].lower()}{reason[1:]}", path=named)


def no_such_file(path: object) -> InputError:
    """Return the error for a file that is not there, in the same wording."""
    return unreadable(FileNotFoundError(), path)


def _meant(path: object) -> str | None:
    """Return a hint that names the file beside it that was meant by one that is not there, if one plainly was."""
    from difflib import get_close_matches
    from unicodedata import normalize

    wanted = Path(str(path))
    if wanted.is_symlink():
        return f"it is a link to {wanted.readlink().as_posix()}, which is not there"
    if wanted.is_dir():
        return "it is a folder"
    try:
        names = sorted(each.name for each in wanted.parent.iterdir())
    except OSError:
        return f"there is no folder {wanted.parent.as_posix()}"
    if any(normalize("NFC", name) == normalize("NFC", wanted.name) for name in names):
        return "its name is there in another Unicode form, as macOS writes it: let the shell complete it"
    near = get_close_matches(wanted.name, names, 1, 0.8)
    return f"did you mean {near[0]}?" if near else None
