"""Find where a text names a table or a figure, so that a click leads there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.pdf.text import Line


def label_pattern(labels: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of `labels` ("表1", "Figure 12") whole; None without labels."""
    known = sorted({label for label in labels if label}, key=lambda label: (-len(label), label))
    if not known:
        return None
    # 表1 is not meant where 表12 stands; a narrow or fixed space counts as a space.
    words = "|".join(re.escape(label).replace("\\ ", "[ \u00a0\u202f]") for label in known)
    return re.compile(f"(?<![A-Za-z])({words})(?![0-9])")


def mentions(line: Line, pattern: re.Pattern[str]) -> list[tuple[str, float, float]]:
    """Return each label that a laid-out line names, with its left and right end in points."""
    words = "".join(letter.char for letter in line.letters)
    found: list[tuple[str, float, float]] = []
    for match in pattern.finditer(words):
        left = line.place(match.start())
        label = re.sub("[\u00a0\u202f]", " ", match.group())
        found.append((label, left, line.place(match.end())))
    return found
