"""Read and write what a user says of tables as a file of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.imports.kinds import SHEET_KINDS
from domain.imports.mapping import TableMapping, mapping_content, read_mapping
from storage.atomic import write_atomically
from storage.files.json_reading import read_json

if TYPE_CHECKING:
    from pathlib import Path


def load_mapping(path: Path) -> TableMapping:
    """Read a mapping file; see `domain.imports.mapping` for its parts.

    Raises:
        DomainError: ``file_missing``, ``json_invalid``, ``mapping_invalid`` or another of
            `storage.files.json_reading`.
    """
    if not path.is_file():
        raise DomainError("file_missing", file=path.name)
    return read_mapping(read_json(path, path.name).content)


def save_mapping(mapping: TableMapping, path: Path) -> None:
    """Write a mapping file that `load_mapping` reads.

    Raises:
        StorageError: the file cannot be written.
    """
    text = json.dumps(mapping_content(mapping, SHEET_KINDS), ensure_ascii=False, indent=1)
    write_atomically(path, f"{text}\n".encode())
