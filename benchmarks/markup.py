"""Markup: links, inline code, images and bold slipped in documents of Markdown; what TAG says of them.

``python -m benchmarks.markup`` sets the first words of one sentence in eight of the gold's documents as a link, code,
an image or bold on both sides, writes both documents, changes or drops the markup of the target, and checks the pair.
A slip is found if a rule of TAG stands on its line; a finding of TAG on an unchanged pair is a false alarm.
"""

from __future__ import annotations

import random
from collections import Counter

from benchmarks.gold import GoldDocument, gold_documents
from songngu.align.alignment import align_documents
from songngu.align.rows import to_bitext
from songngu.corpus.readers import read_document
from songngu.glossary.concept import Glossary
from songngu.glossary.rules import selected
from songngu.glossary.rules.check import check_bitext

KINDS = {
    "link changed": ("[{}](/docs/trang-{n})", "[{}](/docs/trang-{n}x)"),
    "link lost": ("[{}](/docs/trang-{n})", "{}"),
    "code changed": ("{} `make t{n}`", "{} `make t{n}s`"),
    "code lost": ("{} `make t{n}`", "{}"),
    "image lost": ("{} ![](anh{n}.png)", "{}"),
    "bold lost": ("**{}**", "{}"),
}


def marked(text: str, form: str, number: int) -> str:
    """Return a sentence with its first two words in a form."""
    words = text.split()
    return " ".join([form.format(" ".join(words[:2]), n=number), *words[2:]])


def told(source: list[str], target: list[str]) -> set[int]:
    """Return the lines of the target at which TAG has something to say, from 0."""
    sides = zip(("vi", "en"), (source, target), strict=True)
    documents = [read_document(f"a.{lang}.md", lang, data="\n\n".join(lines).encode()) for lang, lines in sides]
    bitext = to_bitext(align_documents(documents[0], documents[1]))
    read = {document.path: document for document in documents}
    found = check_bitext(bitext, Glossary(()), documents=read, rules=selected(["TAG"]))
    return {(each.target.line - 1) // 2 for each in found}


def slips(document: GoldDocument, rng: random.Random) -> tuple[list[str], list[str], list[str], dict[int, str]]:
    """Return source, target and slipped target of a document, a segment a paragraph, and the kind of each slip."""
    pairs = [
        (" ".join(document.source[i] for i in ours), " ".join(document.target[j] for j in theirs))
        for ours, theirs in document.fine
        if ours and theirs
    ]
    source, target = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    slipped, kinds = list(target), {}
    for number in range(rng.randrange(8), len(pairs), 8):
        kind = rng.choice(sorted(KINDS))
        right, wrong = KINDS[kind]
        slipped[number], target[number] = marked(target[number], wrong, number), marked(target[number], right, number)
        source[number], kinds[number] = marked(source[number], right, number), kind
    return source, target, slipped, kinds


def main() -> None:
    """Print recall by kind and false alarms on unchanged pairs."""
    rng = random.Random(14)
    found, made, false, clean = Counter[str](), Counter[str](), 0, 0
    for document in gold_documents():
        if document.half and document.family in ("cuckoo", "react", "alt", "lohelp"):
            source, target, slipped, kinds = slips(document, rng)
            clean += len(source)
            before = told(source, target)
            false += len(before)
            after = told(source, slipped)
            made.update(kinds.values())
            found.update(kind for line, kind in kinds.items() if line in after - before)
    for kind in sorted(made):
        print(f"{kind:13} {made[kind]:4} slips, recall {found[kind] / made[kind]:.3f}")
    print(f"{false} of {clean} unchanged segments with a false alarm")


if __name__ == "__main__":
    main()
