"""A sheet as a file of any format, to be saved by the browser."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.files.scratch import scratch_folder
from songngu.corpus.formats import FORMATS, files_of, is_of_files, suffixes_of, write_bitext
from songngu.workspace.review.action import EditError
from songngu.workspace.review.rows import bitext_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from songngu.workspace.review.sheet import ReviewBead


def download(beads: Sequence[ReviewBead], stem: str, format: str) -> tuple[str, bytes]:
    """Return the name and the bytes of the file; a format of several files comes as one ZIP archive.

    Raises EditError for an unknown format, UsageError for what the format cannot be made of.
    """
    if format not in FORMATS:
        raise EditError(f"there is no format {format!r}", hint=f"known are {', '.join(FORMATS)}")
    name = stem + suffixes_of(format)[0]
    bitext = bitext_of(beads)
    with scratch_folder() as folder:
        path = Path(folder, name)
        write_bitext(bitext, path, format)
        if not is_of_files(format):
            return name, path.read_bytes()
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files_of(bitext, path, format):
                # With a fixed day, the same rows give the same bytes.
                info = zipfile.ZipInfo(file.relative_to(folder).as_posix(), (1980, 1, 1, 0, 0, 0))
                archive.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED)
        return f"{stem}.zip", whole.getvalue()
