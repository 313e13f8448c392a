import pytest

from normalise.links.references import Reference, read_reference, target
from normalise.links.repeats import Statement
from tests.support.effort import effort


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("As above", Reference()),
        ("Please see above.", Reference()),
        ("As per above", Reference()),
        ("Ditto", Reference()),
        ("”", Reference()),
        ("See recommendation 4", Reference(("4",))),
        ("As action 2.1 above", Reference(("2.1",))),
        ("As recommendation 6", Reference(("6",))),
        ("See Rec. 12", Reference(("12",))),
        ("Please see rec no. 3", Reference(("3",))),
        ("See recommendation R5", Reference(("R5",))),
        ("See R5", Reference(("R5",))),
        ("As 4.2 above", Reference(("4.2",))),
        ("Cross-reference to Action 4.3", Reference(("4.3",))),
        ("Refer to AP 7", Reference(("7",))),
        ("Linked to rec 3 & 7", Reference(("3", "7"))),
        ("See recommendations 1, 2 and 3", Reference(("1", "2", "3"))),
        ("Covered under action 9b.", Reference(("9b",))),
        ("As outlined in Recommendation 3 above.", Reference(("3",))),
        ("See response to recommendation 8", Reference(("8",))),
        ("covered in Police action 2", Reference(("2",), owner="Police")),
        ("This is addressed in the ASC action 5", Reference(("5",), owner="ASC")),
        ("See action 5 of the Overview Report", Reference(("5",), owner="Overview")),
        ("As per recommendation 3 (Kent Police)", Reference(("3",), owner="Kent Police")),
        ("See action 1 in the Probation Service section",
         Reference(("1",), owner="Probation Service")),
        ("Repeat of the first action", Reference(nth=1, again=True)),
        ("Same as action 3", Reference(("3",), again=True)),
        ("Duplicate of the 2nd action above", Reference(nth=2, again=True)),
    ],
)  # fmt: skip
def test_cells_that_refer(cell, expected):
    assert read_reference(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "As above, but for children",
        "See GP records",
        "Refer to MARAC",
        "Refer to MARAC within 2 days",
        "Action 4 should be reviewed",
        "See 42 patients",
        "Link to housing",
        "See recommendation 4 and deliver the training to new staff",
        "As part of action planning",
        "In line with the Care Act 2014",
        "Included in training",
        "Combined with training in 2019",
        "Completed",
        "",
    ],
)
def test_cells_that_say_something_else(cell):
    assert read_reference(cell) is None


@pytest.mark.parametrize("cell", ["as per recommendation " + "1, " * 30 + "x",
                                  "see rec 1 " + "in this plan " * 8 + "x"])  # fmt: skip
def test_a_hostile_cell_takes_no_time(cell):
    read_reference("as above")  # the words are loaded
    assert effort(read_reference, cell) < 50


PLAN = [
    Statement("a", "1", "Overview Report", None, ()),
    Statement("b", "2", "Overview Report", None, ()),
    Statement("c", "1", "Kent Police", None, ()),
    Statement("d", "R2", "Kent Police", None, ()),
    Statement("e", "1", "Adult Social Care", None, ()),
    Statement("f", "2", "Adult Social Care", None, ()),
    Statement("g", "3", "Housing", None, ()),
]


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        ("As above", 5),
        ("See recommendation 2", 1),
        ("See Police action 2", 3),
        ("See action 1 of the Kent Police plan", 2),
        ("See ASC action 1", 4),
        ("See recommendation R2", 3),
        ("See action 1 (Overview)", 0),
        ("See Probation action 2", None),  # several have the number, none is Probation's
        ("See recommendation 9", None),
    ],
)
def test_the_row_that_is_meant(cell, row):
    assert target(read_reference(cell), 6, PLAN) == row
