"""From a command line to the command that carries it out."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

from cli.arguments import Names, build, parse
from cli.session import REFUSED, Session
from domain.errors import DomainError
from storage.error_report import Circumstances
from storage.errors import StorageError, reason_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.text import Texts

# Command → module and function; a module is imported when its command is asked for.
_COMMANDS: Final = {
    "new": ("cli.workbook", "new"),
    "check": ("cli.workbook", "check"),
    "backup": ("cli.workbook", "backup"),
    "export": ("cli.workbook", "export"),
    "import": ("cli.importing", "import_"),
    "indicators": ("cli.figures", "indicators"),
    "report": ("cli.reporting", "report"),
    "verify": ("cli.reporting", "verify"),
    "gallery": ("cli.gallery", "gallery"),
    "model": ("cli.models", "model"),
}


_REPORTS: Final = (
    "quarterly",
    "annual",
    "gate_memo",
    "convocation",
    "minutes",
    "actions",
    "return_sheet",
    "firm_sheet",
    "model_note",
    "settlement",
    "operator",
)


def carry_out(arguments: Sequence[str], texts: Texts, lang: str) -> int:
    """Carry one command out; return its exit code: 0 done, 1 refused with a sentence."""
    from storage.files.importing import KINDS

    names = Names(KINDS, _REPORTS)
    parser = build(texts, lang, names)
    asked = parse(parser, arguments)
    if asked.command is None:
        parser.print_help()
        return 0
    session = Session(texts, lang)
    module, function = _COMMANDS[asked.command]
    try:
        code: int = getattr(importlib.import_module(module), function)(session, asked)
    except (DomainError, StorageError) as error:
        return session.refuse(error)
    except OSError as error:
        # Whatever the system refuses that no part of the program has words of its own for.
        refused = StorageError("refused", path=error.filename or "—", detail=reason_of(error))
        return session.refuse(refused)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is reported and said in a sentence
        return _report(session, error, asked.command)
    return code


def _report(session: Session, error: Exception, command: str) -> int:
    """Write a report of what nobody foresaw and say where it is; return the exit code."""
    from cli.crashes import Crashes
    from ui.preferences import preferences_path

    crashes = Crashes(lambda: preferences_path().parent, session.texts, lambda: session.lang)
    crashes.circumstances = lambda: Circumstances(action=command, lang=session.lang)
    crashes.catch(type(error), error, error.__traceback__)
    return REFUSED
