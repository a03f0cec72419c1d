"""The files a new workspace begins with: a commented configuration and an empty glossary."""

from __future__ import annotations

from pathlib import Path

from songngu.corpus.errors import UsageError
from songngu.corpus.files.output import atomic_writer
from songngu.corpus.files.staging import together
from songngu.workspace.configuration import NAME

CONFIGURATION = """\
# songngu reads this file from here or any folder below. Take away the # of what you need.

# required-version = ">=0.1"

[languages]
source = "vi"
target = "en"

# One table for each folder of documents. The text that * stands for is the same on both sides.
# With a bitext, the alignment is kept there, and rows that somebody reviewed are never aligned anew.
# [[documents]]
# source = "texts/*.vi.md"
# target = "texts/*.en.md"
# bitext = "bitexts/*.jsonl"
# missing = "warn"
# exclude = ["texts/drafts/*"]
# Where it is not told right: utf-16, tcvn3, vni, viqr, viscii, windows-1258 … of both sides, or of one.
# encoding = "utf-8"
# source-encoding = "tcvn3"

[glossary]
files = ["glossary.yaml"]

[check]
# Groups (TRM, NUM, PUN, SEG, TAG, SUP, ENC) or single rules; `songngu rule` lists them all.
# select = ["TRM", "NUM", "SEG", "TAG", "ENC"]
# ignore = ["TRM009"]
# preset = "prose"
# severity = { SEG006 = "warning" }
# per-file-ignores = { "texts/legal/*" = ["PUN"] }
# baseline = "songngu-baseline.json"
# The least severity that fails: error, warning or info.
# fail-on = "warning"
# full, concise, json, jsonl, sarif, github, gitlab, codeclimate, junit, checkstyle, rdjson, rdjsonl, markdown or html.
# format = "full"

# What `songngu build` writes.
# [export]
# outputs = ["build/corpus.tmx", "build/corpus.jsonl"]

# Where long commands are done: a Dask scheduler (tcp:// of this machine, tls:// of others), or workers of this machine.
# [cluster]
# address = "local:4"
# worker-memory = "2GB"
"""

GLOSSARY = """\
# The terms of these texts. `songngu glossary lint` checks this file, `songngu glossary suggest` proposes terms for it.
#
# concepts:
#   - id: software
#     terms:
#       en:
#         - software
#         - text: softwares
#           status: forbidden
#       vi:
#         - phần mềm
version: 1
concepts: []
"""


def write_workspace(folder: Path, *, force: bool = False) -> list[Path]:
    """Write both files into ``folder``, which is made if need be, and return their paths.

    Raises UsageError where one of them is there already, unless ``force``.
    """
    files = {folder / NAME: CONFIGURATION, folder / "glossary.yaml": GLOSSARY}
    for path in files:
        if path.exists() and not force:
            raise UsageError(f"{path} is there already", hint="--force overwrites it")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make {folder}: {error.strerror}") from None
    with together():
        for path, text in files.items():
            with atomic_writer(path) as stream:
                stream.write(text)
    return list(files)
