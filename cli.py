"""The command line: builds the app from its commands and turns errors into one line and an exit code."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from songngu import __version__
from songngu.commands import CommandLine
from songngu.commands.console import ReaderGoneError, is_verbose, say, say_error
from songngu.corpus.errors import SongnguError
from songngu.workspace.runners.allocator import share_freed_memory

FAULT, INTERRUPTED, TERMINATED = 70, 130, 143
"""The exit statuses of what is no answer: a fault of songngu's own, and the two ways to be stopped."""

ISSUES = "the project's issue tracker"

# Texts are many small objects that refer to each other but in no circle: looking for circles took a tenth of the time.
_COLLECTED = 100_000

app = typer.Typer(
    name="songngu",
    cls=CommandLine,
    help="Align, check and de-duplicate Vietnamese-English texts.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"songngu {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line and leave with its exit status.

    An expected error is one line, and perhaps a hint, with its own status; what nobody expected is one line and 70.
    """
    gc.set_threshold(_COLLECTED, 20, 20)
    share_freed_memory()
    _open_streams()
    sys.unraisablehook = _unraised
    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGTERM, _terminated)
    try:
        status = app(standalone_mode=False)
        sys.stdout.flush()
    except SongnguError as error:
        say_error(error)
        status = error.exit_code
    except KeyboardInterrupt:
        status = INTERRUPTED
    except (BrokenPipeError, ReaderGoneError):
        _forget_stdout()
        status = 0
    except SystemExit:
        raise
    except BaseException as error:  # the panics of a library written in Rust are no Exception
        status = _usage(error) or _full(error) or _confess(error)
    sys.exit(status)


def _usage(error: BaseException) -> int | None:
    """Show what is wrong with the words of the command line, where that is what an error of Typer's says."""
    message = error.format_message() if hasattr(error, "format_message") else ""
    context = getattr(error, "ctx", None)
    if context and message == context.get_help():
        typer.echo(message, err=True)
    elif message:
        say(f"error: {message[:1].lower()}{message[1:]}")
        say(f"hint: `{context.command_path if context else app.info.name} --help` shows what it takes")
    return getattr(error, "exit_code", None)


def _full(error: BaseException) -> int | None:
    """Say that standard output takes no more, where that is what the system says."""
    if not isinstance(error, OSError) or error.errno not in {errno.ENOSPC, errno.EFBIG, errno.EIO}:
        return None
    _forget_stdout()
    say(f"error: cannot write: {(error.strerror or str(error)).lower()}")
    return SongnguError.exit_code


def _open_streams() -> None:
    """Write UTF-8 with ``\\n``, whatever the console; a stream that was closed swallows what is written to it."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        else:
            stream.reconfigure(encoding="utf-8", newline="\n")


def _unraised(unraisable: sys.UnraisableHookArgs) -> None:
    """Keep what goes wrong while something is thrown away, as after a full disk, from the terminal unless asked for."""
    if is_verbose():
        sys.__unraisablehook__(unraisable)


def _terminated(number: int, frame: object) -> None:
    sys.exit(TERMINATED)


def _forget_stdout() -> None:
    """Let what is still buffered go nowhere, as nobody reads it any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _confess(error: BaseException) -> int:
    """Tell of a fault of songngu's own in one line, with what led to it where that is asked for."""
    if is_verbose():
        traceback.print_exc()
    shown = " ".join(str(error).split())
    say(f"error: a fault of songngu itself: {type(error).__name__}: {shown}")
    say(f"hint: please report it to {ISSUES}, with what --verbose shows")
    return FAULT
