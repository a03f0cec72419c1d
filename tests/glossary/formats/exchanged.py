"""A glossary with everything that formats may lose, written and read again."""

from pathlib import Path

from songngu.glossary.concept import Case, Concept, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.formats import GlossaryOptions, export, read_glossary
from songngu.glossary.formats.losses import Loss

GLOSSARY = Glossary(
    (
        Concept(
            "ink",
            (
                Term("mực", "vi"),
                Term("mực in", "vi", Status.ADMITTED),
                Term("ink", "en", pos="noun"),
                Term("printing ink", "en", Status.ADMITTED, Case.EXACT),
                Term("dye", "en", Status.FORBIDDEN, scope=ForbiddenScope.ALWAYS),
                Term("stain", "en", Status.DEPRECATED, note="old"),
            ),
            "print",
            note="of pens",
            extra=(("seen", "3"),),
        ),
        Concept("sum", (Term("=tổng", "vi"), Term("+sum", "en")), note="-1"),
        Concept("no", (Term(r"\d+ mực", "vi", match=MatchMode.REGEX), Term("line\ttab", "en"), Term("dòng", "vi"))),
        Concept("alone", (Term("giấy", "vi"),)),
    )
)


def reread(name: str, tmp_path: Path, glossary: Glossary = GLOSSARY, **options: object) -> tuple[Glossary, list[Loss]]:
    data, losses = export(glossary, "-", name, GlossaryOptions(**options))  # type: ignore[arg-type]
    path = tmp_path / f"g.{name}"
    path.write_bytes(data)
    return read_glossary(path, name), losses
