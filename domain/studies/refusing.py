"""Say why a model refuses its inputs, naming them as the study does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.studies.study import Said

if TYPE_CHECKING:
    from domain.formatting import Formatter
    from domain.models.errors import ModelError


def input_name(study: str, name: str, formatter: Formatter) -> str:
    """Return what an input is called: by the study, else by all of them, else its name."""
    for key in (f"study.{study}.input.{name}", f"study.input.{name}"):
        if formatter.texts.has(key):
            return formatter.texts.say(key, formatter.lang)
    return name


def refused_input(error: ModelError) -> str:
    """Return the name of the input that is refused, empty when none is meant alone."""
    return error.place.strip("/").partition("/")[0]


def refusal(error: ModelError, study: str, formatter: Formatter) -> str:
    """Return the sentence of a refusal."""
    name = refused_input(error)
    place = Said("study.place", {"name": input_name(study, name, formatter)}) if name else ""
    values = {"wanted": "", "count": 0, **error.values, "place": place}
    wanted = f"model.wanted.{values['wanted']}"
    if formatter.texts.has(wanted):
        values["wanted"] = formatter.texts.say(wanted, formatter.lang)
    return Said(f"model.error.{error.key}", values).words(formatter)
