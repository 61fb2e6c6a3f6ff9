"""Remember which pages were visited, so that one can go back and forward."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

_MOST: Final = 50


@dataclass(slots=True)
class Visits:
    """The pages visited, the one in force among them.

    Attributes:
        pages: names in order of visit.
        at: place of the one in force, -1 before the first.
    """

    pages: list[str] = field(default_factory=list)
    at: int = -1

    def visit(self, page: str) -> None:
        """Go to a page; what lay forward is forgotten."""
        if self.at >= 0 and self.pages[self.at] == page:
            return
        del self.pages[self.at + 1 :]
        self.pages.append(page)
        del self.pages[:-_MOST]
        self.at = len(self.pages) - 1

    def back(self) -> str:
        """Go back; return the page, empty when there is none."""
        if self.at <= 0:
            return ""
        self.at -= 1
        return self.pages[self.at]

    def forward(self) -> str:
        """Go forward; return the page, empty when there is none."""
        if self.at + 1 >= len(self.pages):
            return ""
        self.at += 1
        return self.pages[self.at]
