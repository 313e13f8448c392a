"""The page of the commands, from the declarations that ``--help`` is made from."""

import inspect
import re
import types
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from actionplans.cli.app import app
from handbook.markdown import code, either, page, table

ABOUT = (
    "`actionplans COMMAND --help` says the same at the terminal. The command is in `.venv/bin` of "
    "the project's folder (Windows: `.venv\\Scripts`)."
)
COMMANDS: dict[str, Callable[..., Any]] = {
    str(c.name): c.callback for c in app.registered_commands if c.callback and not c.hidden
}
"""The functions of the commands, by the commands' names."""
WANTED = {Path: "PATH", int: "NUMBER", float: "NUMBER", str: "TEXT"}
"""What stands for a value in an option, by its type."""


class Parameter(NamedTuple):
    """An argument or option of a command."""

    name: str
    info: ArgumentInfo | OptionInfo
    type: Any
    default: Any


def commands_page() -> str:
    """Every command with its help, arguments, options and defaults."""
    return page("Commands", ABOUT, _options(_of_all()), *map(_command, COMMANDS))


def help_of(name: str) -> str:
    """The help of a command, a line for each paragraph or sentence on a line of its own."""
    text = inspect.getdoc(COMMANDS[name]) or ""
    paragraphs = (re.sub(r"\s+", " ", p) for p in text.split("\n\n"))
    return "\n\n".join(re.sub(r" (?=Exit codes:)", "\n\n", p) for p in paragraphs)


def names(option: Parameter) -> list[str]:
    """How an option is written, the long form first."""
    declared = (option.info.default, *(option.info.param_decls or ()))
    return [d for d in declared if isinstance(d, str)] or [f"--{option.name.replace('_', '-')}"]


def _parameters(function: Callable[..., Any]) -> Iterator[Parameter]:
    hints = get_type_hints(function, include_extras=True)
    for key, parameter in inspect.signature(function).parameters.items():
        kind, info = get_args(hints[key])
        if not info.hidden:
            yield Parameter(key, info, _single(kind), parameter.default)


def _of_all() -> list[Parameter]:
    """Options that stand before a command."""
    top = app.registered_callback
    return list(_parameters(top.callback)) if top and top.callback else []


def _single(kind: Any) -> Any:
    """The type itself where it may be left out."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(k for k in get_args(kind) if k is not type(None))
    return kind


def _command(name: str) -> str:
    all_of_it = list(_parameters(COMMANDS[name]))
    arguments = [p for p in all_of_it if isinstance(p.info, ArgumentInfo)]
    options = [p for p in all_of_it if isinstance(p.info, OptionInfo)]
    parts = (
        f"## {name}",
        help_of(name),
        f"```text\nactionplans {' '.join((name, *map(_usage, arguments), *_asked(options)))}\n```",
        table(["argument", "meaning", "if left out"], map(_argument, arguments)),
        _options(options),
    )
    return "\n\n".join(p for p in parts if p)


def _options(options: list[Parameter]) -> str:
    return table(["option", "meaning", "if left out"], map(_option, options))


def _usage(argument: Parameter) -> str:
    word = argument.name.upper()
    return word if _needed(argument) else f"[{word}]"


def _asked(options: list[Parameter]) -> Iterator[str]:
    """Options that must be given, and a word for the others."""
    for option in filter(_needed, options):
        yield f"{names(option)[0]} {_value(option)}"
    if not all(map(_needed, options)):
        yield "[OPTIONS]"


def _argument(argument: Parameter) -> list[str]:
    return [code(argument.name.upper()), argument.info.help or "", _default(argument)]


def _option(option: Parameter) -> list[str]:
    written = ", ".join(map(code, names(option)))
    value = _value(option)
    usage = f"{written} {code(value)}" if value else written
    return [usage, f"{option.info.help} {_choices(option)}".strip(), _default(option)]


def _value(option: Parameter) -> str:
    """What stands behind the option; nothing for a switch."""
    return "" if option.type is bool else WANTED.get(option.type, "WORD")


def _choices(option: Parameter) -> str:
    if not (isinstance(option.type, type) and issubclass(option.type, Enum)):
        return ""
    return f"One of {either(c.value for c in option.type)}."


def _needed(parameter: Parameter) -> bool:
    return parameter.default is inspect.Parameter.empty


def _default(parameter: Parameter) -> str:
    if _needed(parameter):
        return "must be given"
    value = parameter.default
    if value is None or value is False:
        return ""
    if isinstance(value, float):
        return code(f"{value:g}")
    return code(value.value if isinstance(value, Enum) else value)
