"""Comments tied to the entries they speak of."""

from songngu.glossary.formats.yaml import dump, parse

FILE = """\
# The house glossary.

# From the style sheet.
version: 1
concepts:
  # a poet
  - id: p2   # checked
    type: name
    terms:
      vi: [Tô Nhã, Nhã]
      en:
        # as she signs
        - Su Ya   # preferred
        - {text: To Nha, status: forbidden}   # typed bare
        - text: Ya
          status: preferred  # the usual, left out
    # what the note says
    note: >
      born in
      Huế
  - id: p1
    terms: {en: {text: ink, match: inflected, forms: inks}}
    examples:
      bad: {en: no}
# the end
"""


CANONICAL = """\
# The house glossary.
# From the style sheet.
version: 1
concepts:
  - id: p1
    terms:
      en:
        - text: ink
          forms:
            - inks
    examples:
      bad:
        - en: "no"

  # a poet
  - id: p2  # checked
    type: name
    # what the note says
    note: born in Huế
    terms:
      en:
        # as she signs
        - Su Ya  # preferred
        # the usual, left out
        - Ya
        - text: To Nha  # typed bare
          status: forbidden
      vi:
        - Tô Nhã
        - Nhã
# the end
"""


def test_the_canonical_form_keeps_every_comment() -> None:
    glossary, comments = parse(FILE, "g.yaml")
    assert dump(glossary, comments) == CANONICAL
    again, kept = parse(CANONICAL, "g.yaml")
    assert len(kept) == len(comments) == FILE.count("#")
    assert dump(again, kept) == CANONICAL
