"""Hold what tests of files without rights need: a place open to all, somebody without rights."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOBODY: Final = 65534


@contextlib.contextmanager
def open_place() -> Iterator[Path]:
    """Give a folder that everybody may enter; those that pytest makes are closed."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextlib.contextmanager
def as_somebody() -> Iterator[None]:
    """Work without an administrator's rights, for whom no permission counts."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
