"""Two folders of documents."""

from pathlib import Path

from songngu.workspace.alignments import Alignments
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.evidence import Evidence
from songngu.workspace.folders import FolderTask

NEWS = Path(__file__).parents[2] / "examples" / "news"


BLOG = NEWS.parent / "blog"


def task_of(source_lang: str, target_lang: str, format: str) -> FolderTask:
    return FolderTask(Alignments(Evidence((source_lang, target_lang))), format, ReadingOptions())
