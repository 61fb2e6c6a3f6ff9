"""Pictures of every screen and its views, in every language and theme."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from cli.arguments import THEMES
from cli.session import DONE, actor_of, tell_update
from domain.entities import SPECS
from domain.text import LANGUAGES
from storage.workbook import Workbook

if TYPE_CHECKING:
    import argparse

    from cli.pictures import Wanted
    from cli.session import Session

_SMALLEST = 640


def gallery(session: Session, asked: argparse.Namespace) -> int:
    """Write a PNG of every screen and view with the data of the workbook."""
    wanted = _wanted(session, asked)
    if isinstance(wanted, int):
        return wanted
    # Pictures need no display; a display that is there is left alone.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from cli.pictures import SceneUnknownError, pictures

    # Opened as the window opens it, so that the pictures show what a user sees; nothing is written.
    with Workbook.open(Path(asked.workbook), SPECS, actor_of(asked)) as workbook:
        tell_update(session, workbook)
        try:
            made = pictures(workbook, session.texts, wanted, Path(asked.out))
        except SceneUnknownError as unknown:
            choices = ", ".join(unknown.known)
            return session.refuse_because("unknown_choice", value=unknown.wanted, choices=choices)
    if asked.json:
        print(json.dumps([str(each) for each in made], ensure_ascii=False, indent=1))
    else:
        session.tell("pictures", count=len(made))
    return DONE


def _wanted(session: Session, asked: argparse.Namespace) -> Wanted | int:
    langs = tuple(asked.lang.split(","))
    themes = tuple(asked.theme.split(","))
    screens = tuple(asked.screen.split(",")) if asked.screen else ()
    # Read here: the window's parts are loaded only where there is something to draw.
    from cli.pictures import Wanted, page_of
    from cli.sights import SIGHTS
    from ui.places import all_pages

    pages = (*all_pages(SPECS), *SIGHTS)
    named = tuple(each if each in SIGHTS else page_of(each) for each in screens)
    for said, known in ((langs, LANGUAGES), (themes, THEMES), (named, pages)):
        for each in said:
            if each not in known:
                choices = ", ".join(known)
                return session.refuse_because("unknown_choice", value=each, choices=choices)
    width, cross, height = asked.size.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal() and int(width) >= _SMALLEST):
        return session.refuse_because("size_invalid", value=asked.size)
    return Wanted(langs, themes, (int(width), int(height)), screens)
