"""Word the shares that were tried as a resolution, in one language or a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.formatting import Formatter
from domain.studies.negotiation.told import in_basis_points
from domain.studies.study import Said, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.studies.negotiation.told import Told
    from domain.text import Texts

LANGUAGES: Final = (
    *(("zh",), ("fr",), ("en",)),
    *(("zh", "fr"), ("zh", "en"), ("fr", "en")),
)
"""A language alone or a pair, the first language first."""


def proposed(told: Told) -> tuple[int, ...]:
    """Return the shares to be put to the vote in basis points; of costs, what each pays of them."""
    if not told.saved:
        return in_basis_points(told.tried)
    costs = cast("list[float]", told.inputs["costs"].value)
    paid = [costs[1 << at] - part * told.pie for at, part in enumerate(told.tried)]
    return in_basis_points([max(0.0, each) / costs[-1] for each in paid])


def worded(told: Told, texts: Texts, languages: Sequence[str], day: str, rule: Said | None) -> str:
    """Return the text of a resolution, a paragraph for each language.

    Args:
        told: the negotiation with the shares tried.
        texts: of the program.
        languages: one or two.
        day: ISO day from which it is to hold.
        rule: name of the rule whose shares they become; None where they are of no rule.
    """
    return "\n".join(_worded(told, Formatter(lang, texts), day, rule) for lang in languages)


def _worded(told: Told, formatter: Formatter, day: str, rule: Said | None) -> str:
    parts = [
        Said("proposing.share", {"party": words_of(label, formatter), "share": share / 10_000})
        for label, share in zip(told.inputs["contract"].labels, proposed(told), strict=True)
    ]
    # Names and shares in a row, so that a reader, and the program, can add the shares up.
    between = formatter.texts.say("proposing.between", formatter.lang)
    shares = between.join(part.words(formatter) for part in parts)
    kind = "costs" if told.saved else ("rule" if rule else "pie")
    values = {"day": formatter.date(day), "shares": shares, "rule": rule or ""}
    return Said(f"proposing.text.{kind}", values).words(formatter)


def titled(told: Told, texts: Texts, languages: Sequence[str]) -> str:
    """Return the title of the item on the agenda."""
    key = "proposing.title.costs" if told.saved else "proposing.title"
    return " / ".join(texts.say(key, lang) for lang in languages)
