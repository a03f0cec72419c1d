"""A writer of small PDFs: lines at places, in a font that says by a ToUnicode map what its characters are."""

import zlib
from collections.abc import Sequence
from typing import NamedTuple

WIDTH = 0.5
"""How wide every character is, in sizes of its font."""


class Set(NamedTuple):
    """A text set with its first character at ``x`` and its base line at ``y``, in points from the lower left corner.

    Where it has NUL, room is left for a character that is not drawn.
    """

    x: float
    y: float
    text: str
    size: float = 10
    turn: bool = False


def pdf(pages: Sequence[Sequence[Set]]) -> bytes:
    """Return a PDF of pages of 595 by 842 points."""
    chars = sorted({char for page in pages for line in page for char in line.text} - {"\0"})
    codes = {char: number for number, char in enumerate(chars, 1)}
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _FONT, _DESCENDANT, _DESCRIPTOR, _stream(_map(codes))]
    kids = []
    for page in pages:
        objects.append(_stream("\n".join(_shown(line, codes) for line in page)))
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _file(objects)


_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>"
)
_DESCENDANT = (
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /FontDescriptor 5 0 R "
    f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW {int(WIDTH * 1000)} >>"
)
_DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
    "/Descent -200 /CapHeight 700 /StemV 80 >>"
)


def _shown(line: Set, codes: dict[str, int]) -> str:
    matrix = f"0 1 -1 0 {line.x} {line.y}" if line.turn else f"1 0 0 1 {line.x} {line.y}"
    parts = ["".join(f"{codes[char]:04x}" for char in part) for part in line.text.split("\0")]
    text = f" {-1000 * WIDTH:.0f} ".join(f"<{part}>" for part in parts)
    return f"BT /F {line.size} Tf {matrix} Tm [{text}] TJ ET"


def _map(codes: dict[str, int]) -> str:
    pairs = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()]
    groups = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end"
    )


def _stream(content: str) -> str:
    data = zlib.compress(content.encode("ascii"))
    return f"<< /Filter /FlateDecode /Length {len(data)} >>\nstream\n{data.decode('latin-1')}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return body + f"{head}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n".encode()
