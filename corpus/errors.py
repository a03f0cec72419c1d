"""The errors songngu raises: one tree, each with what is wrong, where, and what to do."""

from __future__ import annotations


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
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return InputError(f"cannot be read: {reason[:1].lower()}{reason[1:]}", path=None if path is None else str(path))
