"""No module of the program or of its tests is longer than can be read at one sitting."""

from __future__ import annotations

from pathlib import Path

LONGEST = 400
ROOT = Path(__file__).parents[2]
PARTS = ("benchmarks", "cli", "domain", "resources", "storage", "tests", "ui")


def test_no_module_has_more_than_400_lines() -> None:
    modules = [path for part in PARTS for path in (ROOT / part).rglob("*.py")]
    assert len(modules) > 300
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    too_long = {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST}
    assert too_long == {}
