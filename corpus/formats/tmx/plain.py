"""Units that are nothing but two texts with their languages, taken from a document without a Python call for each.

They are by far the most frequent kind. Where a document has no others, a stylesheet writes their cells one after the
other, and Polars splits them: on one thread, as its first calls on two at once may wait for each other for ever.
"""

from __future__ import annotations

import polars as pl
from lxml import etree

COLUMNS = ("id", "first_lang", "first", "second_lang", "second")

# What most units that are more than plain have, looked for in the first ones: where one is so, most are. The schema
# below tells of every unit, which takes long where there is much to tell.
_FIRST = "body/tu[position()<16]"
_MORE = f"{_FIRST}[count(*)!=2 or count(@*)>1] or {_FIRST}/tuv[count(*)!=1 or count(@*)!=1] or {_FIRST}/tuv/seg/*"
_VARIANT = '<element name="tuv"><attribute name="xml:lang"/><element name="seg"><text/></element></element>'
_ONLY_PLAIN = f"""\
<element name="tmx" xmlns="http://relaxng.org/ns/structure/1.0"><element name="body"><zeroOrMore>
<element name="tu"><optional><attribute name="tuid"/></optional>{_VARIANT}{_VARIANT}</element>
</zeroOrMore></element></element>
"""
# Code points that stand for no character but that XML allows (Unicode 3.4, D14).
_CELL, _UNIT = "\ufdd0", "\ufdd1"
_SHEET = f"""\
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="UTF-8"/>
<xsl:template match="/"><xsl:for-each select="tmx/body/tu"
><xsl:value-of select="@tuid"/><xsl:for-each select="tuv"
>{_CELL}<xsl:value-of select="@xml:lang"/>{_CELL}<xsl:value-of select="seg"/></xsl:for-each
>{_UNIT}</xsl:for-each></xsl:template>
</xsl:stylesheet>
"""


def plain_cells(root: etree._Element) -> str | None:
    """Return the cells of the units of a document; None where one of them is more than plain."""
    if next(root.iter(etree.Entity, etree.Comment, etree.ProcessingInstruction), None) is not None:
        return None
    if etree.XPath(_MORE)(root) or not etree.RelaxNG(etree.XML(_ONLY_PLAIN)).validate(root):
        return None
    cells = str(etree.XSLT(etree.XML(_SHEET))(root))
    # What parts cells may stand in a text: then there are more of them than there should be.
    units = len(root[0])
    return cells if (cells.count(_UNIT), cells.count(_CELL)) == (units, units * (len(COLUMNS) - 1)) else None


def plain_table(cells: str) -> pl.DataFrame:
    """Return a row of ``COLUMNS`` for each unit in what `plain_cells` gave."""
    units = pl.Series("unit", [cells]).str.split(_UNIT).explode().head(-1)
    table = units.str.split_exact(_CELL, len(COLUMNS) - 1).struct.unnest()
    table.columns = list(COLUMNS)
    return table
