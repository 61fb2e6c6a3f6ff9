"""Look for words that are cut in a process that shows everything larger.

Run as ``QT_SCALE_FACTOR=2 python -m tests.cli.words_at_scale PARK.feidi WIDTH HEIGHT``.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import resources
from cli.application import application, dismiss
from cli.window import window_on
from domain.entities import SPECS
from domain.records import Actor
from domain.text import Texts
from storage.workbook import Workbook
from tests.cli.cut_words import cut_on_pages
from ui.language import Language
from ui.preferences import load_preferences
from ui.theme.appearance import Appearance


def main() -> None:
    """Print how large things are shown and, line by line, what is cut in French."""
    path, width, height = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    app = application()
    language, appearance = Language(Texts(resources.load_texts()), "fr"), Appearance("light")
    appearance.apply(app)
    kept = load_preferences(path.with_name("none"))
    with Workbook.open(path, SPECS, Actor("叶清和", "secretary")) as workbook:
        window = window_on(workbook, language, appearance, kept, lambda: date(2025, 1, 20))
        window.show()
        sys.stdout.write(f"scale {window.devicePixelRatio()}\n")
        for each in sorted(set(cut_on_pages(app, window, [(width, height)]))):
            sys.stdout.write(f"{each}\n")
        dismiss(window)


if __name__ == "__main__":
    main()
