"""The first sheet of the workbook: what each sheet and column means."""

from typing import Any

from schemas.tables import TABLES, Table, TableColumn

NAME = "guide"
HEADINGS = {"sheet": 20, "column": 26, "meaning": 70, "type": 12, "values": 60}
"""Headings of the columns, and widths in characters that keep the guide to a landscape page."""
TYPES = {"string": "text", "object": "JSON"}


def write_guide(workbook: Any) -> None:
    """Add the sheet: a line for each table with a link to it, then one for each of its columns."""
    sheet = workbook.add_worksheet(NAME)
    bold = workbook.add_format({"bold": True, "bg_color": "#DDE4EA", "border": 1})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    table_line = workbook.add_format({"bold": True, "valign": "top"})
    link = workbook.add_format({"bold": True, "valign": "top", "underline": 1, "color": "#1D5A9E"})
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for position, (heading, width) in enumerate(HEADINGS.items()):
        sheet.set_column(position, position, width)
        sheet.write_string(0, position, heading, bold)
    row = 0
    for table in TABLES:
        row += 1
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", link, table.name)
        sheet.write_string(row, 2, f"One row for {table.one_row_for}.", table_line)
        for column in table.columns:
            row += 1
            for position, text in enumerate(_line(table, column)):
                sheet.write_string(row, position, text, wrapped)


def _line(table: Table, column: TableColumn) -> tuple[str, ...]:
    kind: str = TYPES.get(column.type, column.type)
    if column.items:
        kind = "list"
    return table.name, column.name, column.meaning, kind, ", ".join(column.values)
