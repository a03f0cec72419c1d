"""A workspace in which a document has no counterpart."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError

SLIP = {
    "t/cho.vi.md": "Chợ có 25 quán ăn mở suốt đêm.\n",
    "t/cho.en.md": "The market has 52 food stalls open all night.\n",
}


PAIRS = '[[documents]]\nsource = "t/*.vi.md"\ntarget = "t/*.en.md"\n'


def invoke(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    if isinstance(done.exception, SongnguError):
        return done.exception.exit_code, done.stdout, f"{done.exception} {done.exception.hint}"
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def found(*arguments: str) -> list[tuple[str, str, str]]:
    code, out, err = invoke("check", *arguments, "--format", "json")
    assert code in (0, 1), err
    return [(f["file"], f["rule"], f["severity"]) for f in json.loads(out)["findings"]]
