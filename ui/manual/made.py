"""Make the pages nobody writes: the contents, what a search finds, the ways to the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.manual.pages import GROUPS, find, screens_of, title_of
from ui.window_facts import page_words

if TYPE_CHECKING:
    from ui.values import Values

GO: Final = "go"
"""Scheme of the links that lead to a screen of the program."""

KEYS: Final = "keys"
"""Name of the page that lists all keys."""

TOUR: Final = "tour"
"""Scheme of the link that starts the tour."""


def contents(values: Values) -> str:
    """Return the Markdown that lists the written pages."""
    say, lang = values.language.say, values.language.lang
    lines = [f"# {say('manual.contents')}", "", f"[{say('manual.tour')}]({TOUR}:start)", ""]
    for heading, pages in GROUPS:
        lines += [f"## {say(heading)}", ""]
        lines += [f"- [{title_of(page, lang)}]({page}.md)" for page in pages]
        lines.append("")
    return "\n".join(lines)


def found(values: Values, words: str) -> str:
    """Return the Markdown that lists the pages holding words."""
    say, finds = values.language.say, find(words, values.language.lang)
    lines = [f"# {say('manual.found')}", "", say("manual.found.count", count=len(finds)), ""]
    for each in finds:
        lines += [f"**[{each.title}]({each.page}.md)**", "", each.around, ""]
    return "\n".join(lines)


def ways(values: Values, page: str, screens: tuple[str, ...]) -> str:
    """Return the Markdown of the links to the screens that a page explains, and to all keys."""
    say, lang = values.language.say, values.language.lang
    # The page on tables is that of every screen without one of its own: too many to list.
    led = screens_of(page, screens, values.specs) if page != "tables" else ()
    links = [f"- [{page_words(values, screen)}]({GO}:{screen})" for screen in led]
    lines = [f"## {say('manual.go')}", "", *links, ""] if links else []
    if page != KEYS:
        lines.append(f"[{title_of(KEYS, lang)}]({KEYS}.md)")
    return "\n".join(lines)
