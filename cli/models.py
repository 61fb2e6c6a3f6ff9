"""Run a model's operation, a file of them or a study without a window."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from domain.models.errors import ModelError
from domain.models.operations import answer
from storage.errors import reason_of

if TYPE_CHECKING:
    import argparse

    from cli.session import Session

_DONE = 0
_WRONG = 2


def model(session: Session, asked: argparse.Namespace) -> int:
    """Print the answer to one operation or to every case of a file as JSON, or run a study."""
    if asked.what == "study":
        from cli.studies import study

        return study(session, asked)
    return _run(session, asked) if asked.what == "run" else _batch(session, asked)


def _run(session: Session, asked: argparse.Namespace) -> int:
    inputs = _read(session, asked.input)
    if inputs is None:
        return _WRONG
    try:
        print(_json(answer(asked.operation, inputs[0])))
    except ModelError as error:
        print(_json({"error": _said(session, error)}))
        return _WRONG
    return _DONE


def _batch(session: Session, asked: argparse.Namespace) -> int:
    content = _read(session, asked.file)
    if content is None:
        return _WRONG
    cases = content[0].get("cases") if isinstance(content[0], dict) else None
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        print(session.say("model.no_cases", file=asked.file), file=sys.stderr)
        return _WRONG
    print(_json({"results": [_result(session, case) for case in cases]}))
    return _DONE


def _result(session: Session, case: dict[str, object]) -> dict[str, object]:
    named = {"id": case.get("id")}
    try:
        return {**named, "output": answer(str(case.get("operation")), case.get("input"))}
    except ModelError as error:
        return {**named, "error": _said(session, error)}


def _said(session: Session, error: ModelError) -> dict[str, str]:
    values = {"place": error.place, "wanted": "", "count": 0, **error.values}
    wanted = f"model.wanted.{values['wanted']}"
    if session.texts.has(wanted):
        values["wanted"] = session.texts.say(wanted, session.lang)
    message = session.texts.say(f"model.error.{error.key}", session.lang, **values)
    return {"key": error.key, "message": message}


def _read(session: Session, name: str) -> tuple[object] | None:
    """Return the content of a JSON file, None when it cannot be read; the reason is printed."""
    try:
        return (json.loads(Path(name).read_text("utf-8-sig")),)
    except OSError as error:
        detail = session.texts.say(reason_of(error), session.lang)
    except json.JSONDecodeError as error:
        detail = session.say("model.not_json", line=error.lineno)
    except ValueError:
        detail = session.say("model.not_utf8")
    print(session.say("model.unreadable", file=name, detail=detail), file=sys.stderr)
    return None


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False)
