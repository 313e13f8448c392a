"""The reference pages, by their place in the project."""

from collections.abc import Callable

from handbook.codes import codes_page, exit_codes_page
from handbook.commands import commands_page
from handbook.schema import schema_page
from handbook.tables import tables_page

PAGES: dict[str, Callable[[], str]] = {
    "docs/codes.md": codes_page,
    "docs/reference/commands.md": commands_page,
    "docs/reference/exit-codes.md": exit_codes_page,
    "docs/reference/schema.md": schema_page,
    "docs/reference/tables.md": tables_page,
}
