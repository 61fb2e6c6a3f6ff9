"""Two threads may load the modules of a package at once, in whatever order.

A package that loads its modules holds itself until they are there. A module that asks the package
for a neighbour then waits for it, and the package for the module: one of them is given half made.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT = Path(__file__).resolve().parents[2]
LAYERS = ("domain", "storage", "ui", "cli", "resources")


def modules(root: Path, layers: tuple[str, ...] = LAYERS) -> dict[str, Path]:
    """Return the modules below a folder by name."""
    found: dict[str, Path] = {}
    for layer in layers:
        for file in (root / layer).rglob("*.py"):
            parts = file.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def loads(node: ast.AST) -> Iterator[str]:
    """Yield what is imported while a module is loaded, of a neighbour its package as well."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        if isinstance(child, ast.ImportFrom) and child.module:
            yield child.module
            yield from (f"{child.module}.{each.name}" for each in child.names)
        yield from loads(child)


def circles(known: Mapping[str, Path]) -> list[str]:
    """Return the modules that are loaded, by whatever way, while they load others."""
    needs = {
        name: {each for each in loads(ast.parse(file.read_text("utf-8"))) if each in known} - {name}
        for name, file in known.items()
    }
    left = dict(needs)
    while ready := {name for name, needed in left.items() if not needed & left.keys()}:
        left = {name: needed for name, needed in left.items() if name not in ready}
    return sorted(left)


def test_no_module_waits_for_a_package_that_waits_for_it() -> None:
    assert circles(modules(PROJECT)) == []


def test_a_module_that_asks_its_package_for_a_neighbour_is_found(tmp_path: Path) -> None:
    package = tmp_path / "games"
    package.mkdir()
    (package / "__init__.py").write_text("from games.solving import solve\n", "utf-8")
    (package / "solving.py").write_text("from games import values\nsolve = values.one\n", "utf-8")
    (package / "values.py").write_text("one = 1\n", "utf-8")
    assert circles(modules(tmp_path, ("games",))) == ["games", "games.solving"]
