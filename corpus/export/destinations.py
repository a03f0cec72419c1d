"""Where an export goes: the files of its parts, those that stand beside them, and what there is to say of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from songngu.corpus.errors import UsageError
from songngu.corpus.files.guard import check_distinct, check_unguarded, guarding
from songngu.corpus.files.output import STDOUT, check_place
from songngu.corpus.formats import check_writable, format_of, is_of_files
from songngu.corpus.formats.found import files_behind

_COMPRESSED = (".gz",)
HAS_CARD = "huggingface"
"""The format whose output is a folder with a card in it."""

HOLDS_PARTS = {HAS_CARD, "fairseq", "marian", "opennmt"}
"""The formats whose one output holds all parts of a split."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file of a corpus: ``part`` is the part of the split that it holds, None for all rows.

    ``pair`` is the pair of languages that it holds alone. ``asked`` is the path that was asked for. With
    ``partitions`` it is a folder of files by the values of these columns.
    """

    path: str
    format: str
    asked: str
    part: str | None = None
    pair: tuple[str, str] | None = None
    partitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What there is to say of a file that was read or written or, without a ``path``, of the corpus."""

    text: str
    path: str = ""

    def __str__(self) -> str:
        return self.naming(self.path)

    def naming(self, name: str) -> str:
        """Return the note with ``name`` in place of the path."""
        own = f"{self.path}:"  # as the errors of a file begin
        if not self.path:
            return self.text
        return f"{name}:{self.text.removeprefix(own)}" if self.text.startswith(own) else f"{name}: {self.text}"


def outputs_of(
    paths: Sequence[str], format: str | None, parts: tuple[str, ...], pairs: Sequence[tuple[str, str]] = ()
) -> list[Output]:
    """Return the files of each path asked for, one a part: ``corpus.train.tmx`` and so on for ``corpus.tmx``.

    With pairs of languages, one a pair and part: ``corpus.vi-en.train.tmx``.

    Raises UsageError for an unknown format, and where a split is to go to standard output.
    """
    found = []
    for path in paths:
        name = format_of(path, format)
        check_writable(name)
        own = (None,) if not parts or name in HOLDS_PARTS else parts
        if path == STDOUT and (pairs or own != (None,)):
            what = "a split is" if parts else "bitexts of several pairs are"
            raise UsageError(f"{what} several files, which standard output cannot hold", hint="name a file with -o")
        for pair in pairs or (None,):
            named = path if pair is None else beside(path, "-".join(pair))
            found += [Output(beside(named, part) if part else named, name, path, part, pair) for part in own]
    return found


def check_places(outputs: Sequence[Output], others: Iterable[str], inputs: Iterable[str]) -> None:
    """Raise UsageError where a file cannot be written, would be written twice, or is one that is read.

    ``others`` are the files beside the outputs.
    """
    paths = [*(each.path for each in outputs), *others]
    check_distinct(paths)
    with guarding(file for name in inputs for file in files_behind(name)):
        for path in paths:
            check_unguarded(path)
    for path in (*(each.path for each in outputs if not each.partitions and not is_of_files(each.format)), *others):
        check_place(path)


def removed_beside(output: str) -> str:
    """Return the file of the rows that were removed from the corpus that goes to ``output``."""
    return beside(output, "removed", ".jsonl")


def leaks_beside(removed: str) -> str:
    """Return the file of what leaks, beside that of the rows that were removed."""
    return str(Path(removed).with_suffix("").with_suffix(".leaks.jsonl"))


def documentation_beside(output: str) -> tuple[str, str, str, str]:
    """Return the files of the manifest, of the card as a page and as Markdown, and of its Croissant description."""
    card = beside(output, "card", ".html"), beside(output, "card", ".md")
    return beside(output, "manifest", ".json"), *card, beside(output, "croissant", ".json")


def vocabularies_beside(output: str, sides: str) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return the files of models of subwords and of their pieces, by the sides that each is trained on."""
    if sides == "joint":
        return {("source", "target"): (beside(output, "vocabulary", ".spm"), beside(output, "vocabulary", ".tsv"))}
    names = {side: f"{side}-vocabulary" for side in ("source", "target")}
    return {(side,): (beside(output, name, ".spm"), beside(output, name, ".tsv")) for side, name in names.items()}


def inputs_beside(output: str) -> str:
    """Return the table of the inputs, where they are too many for the manifest."""
    return beside(output, "inputs", ".tsv")


def beside(path: str, name: str, suffix: str | None = None) -> str:
    """Return the path beside ``path`` that is called ``name`` too: ``corpus.train.tmx`` beside ``corpus.tmx``.

    With a ``suffix``, in place of its own.
    """
    stem, own = divided(path)
    return Path(path).with_name(f"{stem}.{name}{own if suffix is None else suffix}").as_posix()


def divided(path: str) -> tuple[str, str]:
    """Return the name of a file without its suffix, and that: of ``corpus.tsv.gz`` the last two."""
    whole = Path(path)
    suffix = "".join(whole.suffixes[-2:] if whole.suffix in _COMPRESSED else whole.suffixes[-1:])
    return whole.name.removesuffix(suffix) if suffix else whole.name, suffix
