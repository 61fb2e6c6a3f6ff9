"""The commands, their options and their help, in the user's language."""

from __future__ import annotations

import argparse
import getpass
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from typing import TYPE_CHECKING, Final, NoReturn

from typing_extensions import override

from cli.usage import usage_words
from domain.founding import OTHER_KINDS
from domain.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.text import Texts

ROLES = ("clerk", "secretary", "analyst", "chair", "auditor")
THEMES = ("light", "dark")


_LANG_OF_ITS_OWN: Final = frozenset({"report", "gallery", "model"})
_USAGE: Final = "usage: "


class Arguments(argparse.ArgumentParser):
    """A parser that ends with exit code 2 and one sentence in the user's language."""

    def __init__(self, *, say: Callable[..., str], **options: object) -> None:
        super().__init__(**options, add_help=False)  # type: ignore[arg-type]  # passed on
        self._say = say
        self._positionals.title = say("cli.help.arguments")
        self._optionals.title = say("cli.help.options")
        self.add_argument("-h", "--help", action="help", help=say("cli.help.help"))

    @override
    def format_usage(self) -> str:
        return self._led(super().format_usage())

    @override
    def format_help(self) -> str:
        return self._led(super().format_help())

    def _led(self, text: str) -> str:
        """Return help with its first word in the user's language."""
        return text.replace(_USAGE, self._say("cli.help.usage") + " ", 1)

    @override
    def error(self, message: str) -> NoReturn:
        detail = usage_words(message, self._say)
        self.exit(2, self._say("cli.usage_error", detail=detail, program=self.prog) + "\n")


@dataclass(frozen=True, slots=True)
class Names:
    """The names that options may take, known by the layers that own them."""

    import_kinds: tuple[str, ...]
    report_kinds: tuple[str, ...]


def build(texts: Texts, lang: str, names: Names) -> Arguments:
    """Return the parser of all commands.

    Args:
        texts: catalogue with the area ``cli``.
        lang: language of the help.
        names: what ``--kind`` may be.
    """
    say = partial(texts.say, lang=lang)
    parser = Arguments(
        say=say,
        prog="main.py",
        description=say("cli.about"),
        epilog=say("cli.epilogue"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    # It has been looked for by now, so that it holds for whatever is wrong with the line.
    parser.add_argument("--lang", dest="desk_lang", choices=LANGUAGES, help=say("cli.lang"))
    commands = parser.add_subparsers(
        dest="command",
        metavar=say("cli.commands"),
        title=say("cli.commands"),
        parser_class=Arguments,
    )
    add = partial(_add_command, commands, say)
    _add_workbook_commands(add, say, names)
    _add_figure_commands(add, say)
    _add_paper_commands(add, say, names)
    _add_model_commands(add, say)
    return parser


def _add_command(
    commands: argparse._SubParsersAction[Arguments],
    say: Callable[..., str],
    name: str,
    *,
    workbook: bool = True,
) -> Arguments:
    command = commands.add_parser(
        name,
        say=say,
        help=say(f"cli.{name}"),
        description=say(f"cli.{name}"),
        epilog=say("cli.epilogue"),
    )
    if workbook:
        command.add_argument("workbook", metavar=say("cli.name.workbook"), help=say("cli.workbook"))
    command.add_argument(
        "--as", "--person", dest="person", metavar=say("cli.name.name"), help=say("cli.person")
    )
    command.add_argument("--role", choices=ROLES, help=say("cli.role"))
    if name not in _LANG_OF_ITS_OWN:
        _add_lang(command, say)
    return command


def account() -> str:
    """Return the name of whoever is at this computer."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "—"


def _add_workbook_commands(
    add: Callable[..., Arguments], say: Callable[..., str], names: Names
) -> None:
    new = add("new", workbook=False)
    new.add_argument("workbook", metavar=say("cli.name.workbook"), help=say("cli.new.file"))
    new.add_argument("--sample", action="store_true", help=say("cli.new.sample"))
    for option in ("name", "origin", "host", "first-quarter", *OTHER_KINDS, "votes"):
        new.add_argument(f"--{option}", help=say(f"cli.new.{option.replace('-', '_')}"))
    for lang in LANGUAGES:
        new.add_argument(f"--name-{lang}", help=say("cli.new.name_in", language=lang))

    importing = add("import")
    importing.add_argument(
        "files", metavar=say("cli.name.files"), nargs="+", help=say("cli.import.files")
    )
    importing.add_argument(
        "--kind",
        choices=names.import_kinds,
        metavar=say("cli.name.kind"),
        help=say("cli.import.kind", kinds=", ".join(names.import_kinds)),
    )
    importing.add_argument(
        "--mapping", metavar=say("cli.name.file"), help=say("cli.import.mapping")
    )
    importing.add_argument(
        "--no-kept-mapping", action="store_true", help=say("cli.import.no_kept_mapping")
    )
    importing.add_argument("--refused", metavar="FILE.xlsx", help=say("cli.import.refused"))
    importing.add_argument("--dry-run", action="store_true", help=say("cli.import.dry_run"))
    importing.add_argument("--json", action="store_true", help=say("cli.json"))

    exporting = add("export")
    exporting.add_argument("out", metavar=say("cli.name.out"), help=say("cli.export.out"))
    what = exporting.add_mutually_exclusive_group()
    what.add_argument("--table", help=say("cli.export.table"))
    what.add_argument("--form", metavar="2025Q1", help=say("cli.export.form"))
    what.add_argument("--calendar", action="store_true", help=say("cli.export.calendar"))

    add("check").add_argument("--json", action="store_true", help=say("cli.json"))
    backup = add("backup")
    backup.add_argument(
        "folder", metavar=say("cli.name.folder"), nargs="?", help=say("cli.backup.folder")
    )
    backup.add_argument("--restore", metavar=say("cli.name.file"), help=say("cli.backup.restore"))


def _add_figure_commands(add: Callable[..., Arguments], say: Callable[..., str]) -> None:
    indicators = add("indicators")
    indicators.add_argument("--quarter", required=True, help=say("cli.quarter"))
    indicators.add_argument("--json", action="store_true", help=say("cli.json"))


def _add_paper_commands(
    add: Callable[..., Arguments], say: Callable[..., str], names: Names
) -> None:
    report = add("report")
    report.add_argument(
        "--kind",
        choices=names.report_kinds,
        default=names.report_kinds[0],
        help=say("cli.report.kind", kinds=", ".join(names.report_kinds)),
    )
    report.add_argument("--quarter", help=say("cli.quarter"))
    report.add_argument(
        "--record", "--firm", metavar=say("cli.name.id"), help=say("cli.report.record")
    )
    report.add_argument("--out", required=True, help=say("cli.report.out"))
    pairs = ["+".join(pair) for pair in permutations(LANGUAGES, 2)]
    report.add_argument(
        "--lang", choices=(*LANGUAGES, *pairs), metavar="LANG", help=say("cli.report.langs")
    )

    report.add_argument(
        "--sign", metavar=say("cli.name.key"), default="", help=say("cli.report.sign")
    )

    verify = add("verify")
    verify.add_argument("file", metavar=say("cli.name.file"), help=say("cli.verify.file"))

    gallery = add("gallery")
    gallery.add_argument("out", metavar=say("cli.name.out"), help=say("cli.gallery.out"))
    gallery.add_argument("--screen", metavar=say("cli.name.name"), help=say("cli.gallery.screen"))
    gallery.add_argument("--lang", default=",".join(LANGUAGES), help=say("cli.gallery.langs"))
    gallery.add_argument("--theme", default=",".join(THEMES), help=say("cli.gallery.themes"))
    gallery.add_argument("--size", default="1366x768", help=say("cli.gallery.size"))
    gallery.add_argument("--json", action="store_true", help=say("cli.json"))


def _add_model_commands(add: Callable[..., Arguments], say: Callable[..., str]) -> None:
    what = add("model", workbook=False).add_subparsers(
        dest="what", required=True, metavar=say("cli.commands"), parser_class=Arguments
    )
    run = what.add_parser("run", say=say, help=say("cli.model.run"))
    run.add_argument(
        "operation", metavar=say("cli.name.operation"), help=say("cli.model.operation")
    )
    _add_lang(run, say)
    run.add_argument(
        "--input", required=True, metavar=say("cli.name.file"), help=say("cli.model.input")
    )
    batch = what.add_parser("batch", say=say, help=say("cli.model.batch"))
    _add_lang(batch, say)
    batch.add_argument("file", metavar=say("cli.name.file"), help=say("cli.model.file"))
    study = what.add_parser("study", say=say, help=say("cli.model.study"))
    study.add_argument("workbook", metavar=say("cli.name.workbook"), help=say("cli.workbook"))
    study.add_argument("name", help=say("cli.model.name"))
    study.add_argument("--quarter", help=say("cli.quarter"))
    study.add_argument("--set", action="append", metavar="NAME=VALUE", help=say("cli.model.set"))
    study.add_argument("--seed", type=int, help=say("cli.model.seed"))
    study.add_argument("--json", action="store_true", help=say("cli.json"))
    _add_lang(study, say)


def _add_lang(command: Arguments, say: Callable[..., str]) -> None:
    command.add_argument("--lang", choices=LANGUAGES, help=say("cli.lang"))


def parse(parser: Arguments, argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line; a wrong one ends the program with exit code 2."""
    return parser.parse_args(argv)
