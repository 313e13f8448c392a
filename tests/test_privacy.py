"""No name, address or number of a sample is in the masked output; all else is."""

import re

from actionplans import batch, convert

PEOPLE = ("Tarrant", "Vickery", "Abney", "Underhall", "Penhale", "Rhona", "Colm", "Mairi", "Priti")


def test_no_part_of_a_name_is_written(samples, tmp_path):
    batch(samples, tmp_path)
    written = "\n".join(p.read_text(encoding="utf-8") for p in tmp_path.rglob("*.*") if p.is_file())
    assert not re.findall("|".join(PEOPLE), written, re.IGNORECASE)
    assert "@" not in written


def test_masking_changes_no_other_word(samples):
    path = samples / "dhr-sar-holt-single-agency.pdf"
    kept, hidden = convert(path, keep_people=True), convert(path)
    for a, b in zip(kept.actions, hidden.actions, strict=True):
        assert a.recommendation == b.recommendation
        assert a.outcome == b.outcome
        assert [x.name for x in a.lead_agencies] == [x.name for x in b.lead_agencies]
        assert not b.people
    assert hidden.actions[3].lead_agency_text == "DCI [name]"


def test_name_in_a_title():
    from normalise.privacy import _masked_title

    assert _masked_title("Domestic Homicide Review: Hettie - Action Plan", frozenset()) == (
        "Domestic Homicide Review: [name] - Action Plan"
    )
    assert "Adult B" in _masked_title("Safeguarding Adult Review: Adult B", frozenset())
