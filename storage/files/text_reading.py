"""Read a table kept as text, whatever its encoding and its delimiter."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.sheet import Sheet
from domain.tables import unguarded

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 96 * 1024 * 1024
MAX_ROWS: Final = 300_000
MAX_CELLS: Final = 8_000_000
DELIMITERS: Final = (";", ",", "\t", "|")

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HIGH_BYTES: Final = re.compile(rb"[\x80-\xff]+")
_SAMPLE_LINES: Final = 40
_SAMPLE_BYTES: Final = 200_000
_MANY_NULS: Final = 4


def read_text_table(path: Path, file: str) -> Sheet:
    """Read a table of delimited text.

    The encoding is told by a mark at the beginning, else UTF-8 if the bytes allow it, else
    GB18030 or a western one by the way high bytes stand together.

    Raises:
        DomainError: ``file_too_large``, ``encoding_unknown``, ``too_many_rows`` or
            ``file_damaged``.
    """
    if path.stat().st_size > MAX_BYTES:
        size = path.stat().st_size // 1024 // 1024
        limit = MAX_BYTES // 1024 // 1024
        raise DomainError("file_too_large", file=file, size=size, limit=limit)
    text, encoding = decode(path.read_bytes(), file)
    return _table(text, file, encoding)


def decode(content: bytes, file: str) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Raises:
        DomainError: ``encoding_unknown`` when no encoding fits.
    """
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff"), encoding
    raise DomainError("encoding_unknown", file=file)


def _candidates(content: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return [encoding]
    sample = content[:_SAMPLE_BYTES]
    if sample.count(b"\0") * _MANY_NULS > len(sample):
        low = sample[1::2].count(b"\0") >= sample[::2].count(b"\0")
        return ["utf-16-le" if low else "utf-16-be"]
    if _looks_chinese(sample):
        return ["utf-8", "gb18030", *_guess(sample)]
    return ["utf-8", *_guess(sample), "cp1252", "gb18030"]


def _looks_chinese(sample: bytes) -> bool:
    """Tell whether bytes above 127 stand in pairs, as those of Chinese characters do.

    Accented letters of western encodings mostly stand alone.
    """
    runs = [len(run) for run in _HIGH_BYTES.findall(sample)]
    paired = sum(length for length in runs if length > 1)
    return paired * 2 > sum(runs)


def _guess(sample: bytes) -> list[str]:
    if sample.isascii():
        return []
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=["gb18030", "big5", "cp1252", "latin_1"]).best()
    return [best.encoding] if best else []


def _table(text: str, file: str, encoding: str) -> Sheet:
    rows: list[list[str]] = []
    numbers: list[int] = []
    line = 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append([unguarded(cell) for cell in row])
                numbers.append(line)
            line = reader.line_num + 1
            if len(rows) > MAX_ROWS:
                raise DomainError(
                    "too_many_rows", file=file, sheet="", size=len(rows), limit=MAX_ROWS
                )
    except csv.Error as error:
        raise DomainError("file_damaged", file=file) from error
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MAX_CELLS:
        raise DomainError("too_many_rows", file=file, sheet="", size=len(rows), limit=MAX_ROWS)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Sheet(file, "", rows, numbers, lettered=False, encoding=encoding)


def _delimiter(text: str) -> str:
    """Return the delimiter that divides most lines into the same number of cells."""
    lines = text[:_SAMPLE_BYTES].splitlines()[:_SAMPLE_LINES]
    best, best_score = DELIMITERS[1], 0
    for delimiter in DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        usual = max(set(widths), key=widths.count, default=1)
        score = widths.count(usual) * (usual - 1)
        if score > best_score:
            best, best_score = delimiter, score
    return best
