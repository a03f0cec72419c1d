"""What changed since a commit, and where the repository of a folder begins, as git has it."""

from __future__ import annotations

from pathlib import Path

from songngu.corpus.errors import UsageError

_REFERENCE = "name a commit, a branch or a tag"


def changed_since(root: Path, reference: str) -> set[Path]:
    """Return the files under ``root`` that differ from a git reference, untracked ones included, as absolute paths.

    Raises UsageError where ``root`` is in no repository or the reference is unknown.
    """
    import subprocess

    if reference.startswith("-"):
        raise UsageError(f"--since {reference}: not a reference", hint=_REFERENCE)
    commands = (
        ("diff", "--name-only", "-z", "--relative", f"{reference}", "--"),
        ("ls-files", "--others", "--exclude-standard", "-z"),
    )
    names: list[str] = []
    for command in commands:
        try:
            done = subprocess.run(["git", "-C", str(root), *command], capture_output=True, check=True)
        except FileNotFoundError:
            raise UsageError("--since needs git, and there is none") from None
        except subprocess.CalledProcessError as error:
            reason = (error.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"])[0]
            raise UsageError(f"--since {reference}: {reason}", hint=_REFERENCE) from None
        names += done.stdout.decode("utf-8", "surrogateescape").split("\0")
    return {(root / name).resolve() for name in names if name}


def repository_of(folder: Path) -> Path | None:
    """Return the folder of the git repository that ``folder`` stands in, None where it stands in none."""
    whole = folder.resolve()
    return next((place for place in (whole, *whole.parents) if (place / ".git").exists()), None)
