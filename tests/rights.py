"""Hold what tests of files without rights need: a place open to all, somebody without rights."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

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
    """Work without an administrator's rights, for whom no permission counts.

    An administrator who keeps the program where nobody else may read it cannot play somebody: the
    test is skipped there.
    """
    if os.geteuid() != 0:
        yield
        return
    if any(not folder.stat().st_mode & stat.S_IXOTH for folder in Path(__file__).resolve().parents):
        pytest.skip("others may not read the program here")
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
