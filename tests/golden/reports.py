"""Build one report of every kind from the sample park, and keep what it says in this folder.

``python -m tests.golden.reports`` writes the files anew; what changed is then read before it is
taken over.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from domain.entities import SPECS
from domain.records import Actor
from storage.sample import build_sample
from tests.golden.dumping import page_lines, tree_lines
from tests.storage.test_every_report import built, printed, with_a_scenario

if TYPE_CHECKING:
    from domain.records import Records
    from domain.reports.tree import Language

HERE: Final = Path(__file__).parent
SPOKEN: Final[dict[str, tuple[Language, ...]]] = {
    "quarterly": ("zh",),
    "annual": ("fr",),
    "gate_memo": ("zh",),
    "convocation": ("zh", "fr"),
    "minutes": ("zh",),
    "actions": ("fr",),
    "return_sheet": ("en",),
    "firm_sheet": ("zh",),
    "model_note": ("en",),
    "settlement": ("zh", "en"),
    "operator": ("fr",),
}
"""Kind of report → the languages in which it is kept."""


def said(park: Records, kind: str) -> dict[str, str]:
    """Return what a report of a kind says, by the name of the file that keeps it."""
    document = built(park, kind, SPOKEN[kind])
    return {
        f"{kind}.tree.txt": "\n".join(tree_lines(document)) + "\n",
        f"{kind}.pages.txt": "\n".join(page_lines(printed(document))) + "\n",
    }


def main() -> int:
    """Write what every kind says now; return 0."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.feidi"
        with build_sample(path, SPECS, Actor("叶清和", "secretary")) as park:
            with_a_scenario(park)
            for kind in SPOKEN:
                for name, text in said(park, kind).items():
                    (HERE / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
