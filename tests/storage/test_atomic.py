"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest

from storage.atomic import cannot_write, replacing, write_atomically
from storage.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows opens no folders")
def test_the_file_is_synced_before_it_is_renamed_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    synced: list[tuple[str, bytes]] = []

    def sync(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        synced.append((kind, path.read_bytes()))

    monkeypatch.setattr(os, "fsync", sync)
    write_atomically(path, b"new")
    assert synced == [("file", b"old"), ("folder", b"new")]


def test_an_error_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def fail() -> None:
        with replacing(path) as temporary:
            temporary.write_bytes(b"half")
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        fail()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as refused:
        write_atomically(tmp_path / "none" / "report.pdf", b"new")
    assert refused.value.key == "cannot_write"
    assert str(tmp_path) in str(refused.value.values["path"])


def test_a_name_that_is_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".pdf")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("code", "key", "reason"),
    [
        (errno.ENOSPC, "disk_full", "no_room"),
        (errno.EDQUOT, "disk_full", "no_room"),
        (errno.EACCES, "cannot_write", "not_allowed"),
        (errno.EROFS, "cannot_write", "read_only"),
        (errno.EPIPE, "cannot_write", "other"),
    ],
)
def test_what_the_system_refuses_is_told_apart(
    tmp_path: Path, code: int, key: str, reason: str
) -> None:
    refusal = cannot_write(tmp_path / "a.pdf", OSError(code, "refused"))
    assert (refusal.key, refusal.values["detail"]) == (key, f"system.{reason}")
