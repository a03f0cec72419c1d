"""Calls of the front door as a user writes them, for the type checker to read: nothing here is run."""

from pathlib import Path

import polars as pl

import songngu


def documents() -> tuple[songngu.Document, list[songngu.Span]]:
    return songngu.read_document(Path("a.vi.txt"), "vi"), songngu.split_sentences("Trời mưa.", "vi")


def alignments(source: songngu.Document, target: songngu.Document) -> songngu.Alignment:
    beads: list[songngu.Bead] = songngu.align_sentences(["a"], ["b"], source_lang="vi", target_lang="en")
    assert beads[0].source == (0,)
    return songngu.align_documents(source, target, aligner=songngu.Evidence(("vi", "en")).aligner())


def bitexts() -> list[str]:
    bitext: pl.DataFrame = songngu.read_bitext("a.tmx")
    return [*songngu.write_bitext(bitext, "a.tsv"), *songngu.convert("a.tsv", "a.jsonl")]


def checks(bitext: pl.DataFrame) -> int:
    glossary: songngu.Glossary = songngu.read_glossary("glossary.yaml")
    return len(songngu.check_bitext(bitext, glossary))


def workspaces() -> tuple[str, str]:
    workspace: songngu.Workspace = songngu.open_workspace(".")
    return workspace.languages()
