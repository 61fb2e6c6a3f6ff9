"""Compare the coverage of each layer with what pyproject.toml asks of it.

Run `python tests/check_coverage.py COVERAGE_JSON` after `coverage json -o COVERAGE_JSON`.
"""

from __future__ import annotations

import json
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePath

_PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class LayerCoverage:
    """What the tests ran of one layer, in lines and branches."""

    run: int
    all: int

    @property
    def percent(self) -> float:
        """Return the part that was run, 0 to 100; a layer without code counts as 0."""
        return 100 * self.run / self.all if self.all else 0.0


def measure(report: dict[str, object], layer: str) -> LayerCoverage:
    """Add up the files of a layer in a report written by `coverage json`."""
    files = report["files"]
    if not isinstance(files, dict):
        message = "The coverage report has no table of files."
        raise TypeError(message)
    run = total = 0
    for name, entry in files.items():
        # A report made on Windows names files with backslashes.
        if PurePath(name.replace("\\", "/")).parts[0] == layer:
            summary = entry["summary"]
            run += summary["covered_lines"] + summary["covered_branches"]
            total += summary["num_statements"] + summary["num_branches"]
    return LayerCoverage(run, total)


def asked(settings: Path) -> dict[str, float]:
    """Return layer → percent asked, from the table `tool.feidi.coverage`."""
    table = tomllib.loads(settings.read_text("utf-8"))
    return {layer: float(percent) for layer, percent in table["tool"]["feidi"]["coverage"].items()}


def main(arguments: list[str]) -> int:
    """Print one line per layer; return 1 when a layer is below what is asked."""
    report = json.loads(Path(arguments[0]).read_text("utf-8"))
    short = False
    for layer, floor in asked(_PROJECT / "pyproject.toml").items():
        found = measure(report, layer)
        enough = found.percent >= floor
        short = short or not enough
        verdict = "enough" if enough else "TOO LITTLE"
        print(f"{layer:8} {found.percent:6.2f} %  (asked: {floor:g} %)  {verdict}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
