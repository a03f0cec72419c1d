"""Runs songngu's commands in forks of itself, each killed at the n-th thing it does to files, or after a time.

Reads a request a line, ``{"folder", "scratch", "arguments", "die", "after"}``, and answers with the exit status and how
many such things the command did. Modules are loaded once, so that a run costs what its work does.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_CHANGES = frozenset(
    (
        "os.rename",
        "os.remove",
        "os.link",
        "os.chmod",
        "os.mkdir",
        "os.rmdir",
        "os.truncate",
        "os.utime",
        "sqlite3.connect",
    )
)


class Fuse:
    """Counts what is done to files and ends the process, as SIGKILL does, before the n-th."""

    def __init__(self, die: int) -> None:
        self.die = die
        self.count = 0

    def burn(self) -> None:
        """Count one thing."""
        if self.count == self.die:
            os.kill(os.getpid(), signal.SIGKILL)
        self.count += 1

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count what changes files among the audit events of Python."""
        if event in _CHANGES or (event == "open" and _writes(*arguments[1:3])):
            self.burn()


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return bool(set("wax+") & set(mode))
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _load() -> None:
    import songngu

    for module in pkgutil.walk_packages(songngu.__path__, "songngu."):
        if not module.name.startswith(("songngu.tests", "songngu.benchmarks", "songngu.examples", "songngu.__main__")):
            try:
                importlib.import_module(module.name)
            except ImportError:  # an extra that is not here
                continue


def _run(request: dict[str, Any], told: int) -> None:
    os.setsid()
    os.chdir(request["folder"])
    # Told to the module too: it would look whether it can write there, by a file that a kill leaves.
    os.environ["TMPDIR"] = tempfile.tempdir = request["scratch"]
    log = os.open(Path(request["scratch"]).with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    from songngu.cli import main

    fuse, fsync = Fuse(request["die"]), os.fsync

    def synchronised(descriptor: int) -> None:
        fuse.burn()
        fsync(descriptor)

    sys.argv = ["songngu", *request["arguments"]]
    sys.addaudithook(fuse.hook)
    os.fsync = synchronised
    status = 70
    try:
        main()
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
    finally:
        fuse.die = -1
        sys.stdout.flush()
        os.write(told, str(fuse.count).encode())
        os._exit(status)


def _answer(request: dict[str, Any]) -> dict[str, int]:
    hears, tells = os.pipe()
    child = os.fork()
    if not child:
        _run(request, tells)
    os.close(tells)
    if request["after"] is not None:
        time.sleep(request["after"])
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    counted = os.read(hears, 32)
    os.close(hears)
    return {"status": os.waitstatus_to_exitcode(status), "count": int(counted or -1)}


def serve() -> None:
    """Answer requests until there are no more."""
    sys.dont_write_bytecode = True
    _load()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
