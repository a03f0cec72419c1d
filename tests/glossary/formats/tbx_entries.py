"""Entries of TBX."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[3] / ".." / "shared" / "data" / "samples"


needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside the project")


V3 = """<tbx type="{kind}" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body>
{body}
</body></text></tbx>"""


ENTRY = """<conceptEntry id="c1">{about}<langSec xml:lang="vi">
{its}<termSec><term>mực</term>{term}</termSec></langSec></conceptEntry>"""


def v3(about: str = "", its: str = "", term: str = "", kind: str = "TBX-Basic") -> bytes:
    return V3.format(kind=kind, body=ENTRY.format(about=about, its=its, term=term)).encode()
