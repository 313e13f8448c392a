import pytest

from extract import read
from extract.text_dump import NotText
from schemas.fragment import Paragraph, TableFragment


def dump(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode(encoding))
    return read(path)


def test_tabs_are_cells_and_blank_lines_pages(tmp_path):
    content = dump(tmp_path, "Title\n\nA\tB\nC\tD\n\n\n\nE\tF\n")
    assert [len(p.blocks) for p in content.pages] == [2, 1]
    title, table = content.pages[0].blocks
    assert isinstance(title, Paragraph)
    assert isinstance(table, TableFragment)
    assert [c.text for c in table.cells] == ["A", "B", "C", "D"]
    assert all(c.box is None for c in table.cells)


def test_empty_cells_at_a_page_end_are_kept(tmp_path):
    content = dump(tmp_path, "A\tB\tC\nlast\t\t\n\n\n\nD\tE\tF\n")
    assert content.pages[0].blocks[0].rows == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path, encoding):
    content = dump(tmp_path, "Café\t‘x’\n", encoding)
    assert content.pages[0].blocks[0].cells[0].text == "Café"


def test_letterhead_read_as_a_row_is_furniture(tmp_path):
    text = "A\tB\nC\tD\n\n\n\nAdults Board\t\nE\tF\n\n\n\ndutts board\t\nG\tH\n"
    content = dump(tmp_path, text)
    assert [[x.text for x in p.furniture] for p in content.pages[1:]] == [
        ["Adults Board"],
        ["dutts board"],
    ]
    assert [p.blocks[0].rows for p in content.pages[1:]] == [1, 1]


def test_binary_is_no_text(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\x00\x01\x02\x03")
    with pytest.raises(NotText):
        read(path)
