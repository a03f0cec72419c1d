"""A glossary of ours, and the commands that keep it."""

from pathlib import Path

from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError

NEWS = Path(__file__).parents[2] / "examples" / "news"
YAML = """\
# ours
version: 1
concepts:
  - id: ink  # of pens
    terms:
      en:
        - ink
      vi:
        - mực
"""


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["glossary", *arguments])
    if isinstance(result.exception, SongnguError):
        return result.exception.exit_code, result.stdout, f"{result.stderr}error: {result.exception}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr
