"""Keep a run: the title proposed for it, and the command that keeps it in the user's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.formatting import Formatter
from domain.studies.scenarios import Signed, keep
from domain.studies.study import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.commands import AddRow
    from domain.studies.inquiry import Inquiry
    from domain.studies.study import Choice
    from ui.screen import ScreenContext


def title_of(context: ScreenContext, inquiry: Inquiry | None, choices: Sequence[Choice]) -> str:
    """Return a title: the study, what was chosen, the quarter."""
    if inquiry is None:
        return ""
    formatter = Formatter(context.lang, context.language.texts)
    words = [context.say(f"study.{inquiry.study}.title")]
    for choice in choices:
        chosen = inquiry.chosen.get(choice.name)
        label = next((each.label for each in choice.options if each.value == chosen), "")
        words.append(words_of(label, formatter))
    words.append(formatter.quarter(inquiry.quarter))
    return context.say("models.title.between").join(word for word in words if word)


def keeping(
    context: ScreenContext,
    inquiry: Inquiry,
    result: Mapping[str, object],
    under: tuple[str, str, str | None],
) -> AddRow:
    """Return the command that keeps a run; ``under``: title, note, quarter of the report."""
    actor = context.services.actor
    title, note, quarter = under
    who = actor() if actor else None
    author = who.person if who else "—"
    return keep(inquiry, result, Signed(title, note, author, context.bus.moment(), quarter))
