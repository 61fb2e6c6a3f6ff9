"""Read a structured file: an agreement or a meeting kept as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.sheet import Document
from storage.files.text_reading import decode

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 16 * 1024 * 1024


def read_json(path: Path, file: str) -> Document:
    """Read a JSON file.

    Raises:
        DomainError: ``file_too_large``, ``encoding_unknown``, or ``json_invalid`` with the line.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise DomainError("file_too_large", file=file, size=size // 1024 // 1024, limit=limit)
    text, _ = decode(path.read_bytes(), file)
    try:
        return Document(file, json.loads(text))
    except json.JSONDecodeError as error:
        raise DomainError("json_invalid", file=file, row=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise DomainError("json_invalid", file=file, row=1) from error
