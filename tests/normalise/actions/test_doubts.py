from normalise.actions.doubts import FLAG_COST, row_doubts
from normalise.actions.read import RowValues
from normalise.agencies.leads import LeadReading
from normalise.rows.cell_texts import RowText
from normalise.rows.printed_row import Part, Row
from normalise.values.status import StatusReading
from normalise.values.target_dates import TargetReading
from schemas.codes import Flag, ProblemCode
from schemas.plan import Provenance


def doubts(*, redacted=False, target=None, status=None):
    part = Part((), None, None, redacted=redacted)
    place = Provenance(page=3, bbox=None, row=0)
    row = Row({0: [part]}, [place], flags=[Flag.DOUBTFUL_JOIN], confidence=0.8)
    values = RowValues(None, LeadReading(), False, target or TargetReading(),
                       status or StatusReading())  # fmt: skip
    found = row_doubts(row, RowText(target_date="soonish"), values, None, "dhr-a001")
    assert (row.flags, row.confidence) == ([Flag.DOUBTFUL_JOIN], 0.8)
    return found


def test_doubts_about_values_stand_behind_those_about_the_row():
    found = doubts(target=TargetReading(unread=True), status=StatusReading(conflict=True))
    assert found.flags == [Flag.DOUBTFUL_JOIN, Flag.DATE_UNREAD, Flag.STATUS_CONFLICT]
    assert found.confidence == 0.8 * FLAG_COST * FLAG_COST
    assert [(p.code, p.page) for p in found.problems] == [(ProblemCode.DATE_UNREAD, 3)]
    assert "'soonish'" in found.problems[0].message


def test_words_blacked_out_are_no_doubt():
    found = doubts(redacted=True)
    assert found.flags == [Flag.DOUBTFUL_JOIN, Flag.REDACTED]
    assert (found.confidence, found.problems) == (0.8, [])
