"""Files in which something stands twice, and the command that searches them."""

from pathlib import Path

from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError

BODY = [
    "Sớm nay sương phủ kín bến đò, chẳng trông thấy bờ bên kia đâu cả.",
    "Người lái đò khoác áo tơi, ngồi chờ những chuyến khách đầu tiên.",
    "Mặt trời lên, sương tan dần và tiếng gà từ xóm chài vọng lại.",
]
TEXT = "\n".join(["Bến đò", *BODY, "Một dòng khác hẳn.", *BODY, "Hết."]) + "\n"
BITEXT = "source\ttarget\nXin chào\tHello\nXin chào\tHello\nxin chào\tHi\nTạm biệt\tHello\n"


def invoke(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["duplicates", *map(str, arguments)])
    if isinstance(result.exception, SongnguError):
        hint = f"\nhint: {result.exception.hint}" if result.exception.hint else ""
        return result.exception.exit_code, result.stdout, f"error: {result.exception}{hint}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path
