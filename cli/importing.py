"""Import files and say what came of each."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.session import DONE, REFUSED, open_workbook, tell_update
from domain.entities import SPECS
from domain.imports.kept import kept_mappings
from domain.imports.mapping import NO_MAPPING
from domain.imports.summary import summary_lines
from storage.errors import StorageError
from storage.files.faulty_rows import Imported, write_faulty_rows
from storage.files.importing import Said, import_files
from storage.files.mapping_file import load_mapping

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cli.session import Session
    from domain.imports.kept import KeptMapping


def import_(session: Session, asked: argparse.Namespace) -> int:
    """Import files or folders; rows that are refused are named, good rows are taken.

    The answer is a refusal when a whole file could not be taken; the other files are imported.
    """
    paths = [Path(file) for file in asked.files]
    refused = Path(asked.refused) if asked.refused else None
    if refused is not None:
        _check_place(refused)
    mapping = load_mapping(Path(asked.mapping)) if asked.mapping else NO_MAPPING
    kept: Sequence[KeptMapping] = ()
    with contextlib.closing(open_workbook(asked, read_only=asked.dry_run)) as workbook:
        tell_update(session, workbook)
        if not asked.no_kept_mapping:
            kept = kept_mappings(workbook)
        outcome = import_files(
            workbook,
            SPECS,
            paths,
            said=Said(
                replace(mapping, kind=asked.kind or mapping.kind),
                use_kept=not asked.no_kept_mapping,
            ),
            dry_run=asked.dry_run,
        )
    if refused is not None:
        imported = Imported(paths, outcome, kept=kept)
        write_faulty_rows(imported, SPECS, session.texts, session.lang, refused)
    if asked.json:
        print(json.dumps(outcome.to_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(summary_lines(outcome, session.texts, session.lang)))
    return REFUSED if outcome.untaken else DONE


def _check_place(path: Path) -> None:
    """Refuse a file for the refusals that could not be written, before anything is imported.

    Raises:
        StorageError: ``cannot_write``.
    """
    if path.is_dir():
        raise StorageError("cannot_write", path=str(path), detail="system.a_folder")
    if not path.parent.is_dir():
        raise StorageError("cannot_write", path=str(path), detail="system.missing")
    if not os.access(path.parent, os.W_OK):
        raise StorageError("cannot_write", path=str(path), detail="system.not_allowed")
