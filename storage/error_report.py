"""Write what went wrong to a file that names no firm, person, sum of money or path."""

from __future__ import annotations

import platform
import re
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from domain.records import Specs

FOLDER: Final = "error-reports"
_KEPT: Final = 20
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
# A line of the interpreter's own dump: File "FILE", line N in FUNCTION.
_DUMPED: Final = re.compile(r'File "([^"]*)", line (\d+) in (\S+)')
_FATAL: Final = re.compile(r"^(Fatal Python error|Windows fatal exception): ([A-Za-z ]+)")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the program was doing: names of its own only.

    Attributes:
        page: name of the screen in force, empty where there is none.
        action: key of the last action that can be undone, empty where there is none.
        lang: language in force.
    """

    page: str = ""
    action: str = ""
    lang: str = ""


def told(error: BaseException, found: Circumstances, moment: datetime, specs: Specs) -> str:
    """Return the report of an error: circumstances, then the calls that led to it."""
    names = _own_names(specs)
    lines = list(_head(found, moment))
    for each in _chain(error):
        lines += ["", _said(each, names)]
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(each.__traceback__)
        ]
    return "\n".join(lines) + "\n"


def told_of_dump(dump: str, moment: datetime) -> str:
    """Return the report of an end without a word, from what the interpreter left behind."""
    lines = list(_head(Circumstances(), moment))
    for line in dump.splitlines():
        fatal, call = _FATAL.match(line), _DUMPED.search(line)
        if fatal:
            lines += ["", f"{fatal[1]}: {fatal[2].strip()}"]
        elif call:
            # A path of either system: the dump may come from another one.
            name = re.split(r"[/\\]", call[1])[-1]
            lines.append(f"  {name}:{call[2]} {call[3]}")
    return "\n".join(lines) + "\n"


def write_report(folder: Path, text: str, moment: datetime) -> Path:
    """Write a report and return its file; the latest twenty are kept.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"feidi-{moment:%Y%m%d-%H%M%S-%f}.txt"
    path.write_text(text, encoding="utf-8")
    for old in sorted(folder.glob("feidi-*.txt"))[:-_KEPT]:
        old.unlink(missing_ok=True)
    return path


def _head(found: Circumstances, moment: datetime) -> Iterator[str]:
    yield f"Feidi {moment:%Y-%m-%dT%H:%M:%S%z}"
    yield f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    toolkit = sys.modules.get("PySide6")
    if toolkit is not None:
        yield f"Qt {getattr(toolkit, '__version__', '')}"
    for name, value in (("page", found.page), ("action", found.action), ("lang", found.lang)):
        if value:
            yield f"{name}: {value}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those it came from, the first cause last."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__


def _said(error: BaseException, names: frozenset[str]) -> str:
    """Return the kind of an error and those words of its message that are names of ours."""
    kind = type(error).__name__
    if isinstance(error, DomainError | StorageError):
        place = [getattr(error, "table", ""), getattr(error, "field", "")]
        return " ".join([kind, error.key, *(part for part in place if part)])
    kept = [word for word in _WORD.findall(str(error)) if word in names]
    return " ".join([kind, *kept])


def _own_names(specs: Specs) -> frozenset[str]:
    fields = {each.name for spec in specs.values() for each in spec.fields}
    # A word of everyday speech, as "name", would let a part of a sentence through.
    return frozenset(specs) | {name for name in fields if "_" in name}
