"""No name, address or number is in any file of masked output; all else is as printed."""

import json
import re

import pytest

from actionplans import batch, convert
from normalise.people.find import find_people
from normalise.people.masking import known_names
from normalise.people.names_left import remains, strings
from normalise.people.plan_masking import masked_plan
from normalise.people.review_title import title_people

PEOPLE = ("Tarrant", "Vickery", "Abney", "Underhall", "Penhale", "Rhona", "Colm", "Mairi", "Priti")
HEADINGS = ("Recommendation", "Action", "Lead agency", "Target date", "Progress", "Budget holder")
ROWS = (
    ("Train all staff.", "Write a course with Ifeoma Okpara.", "Kent Police\nDCI Hettie Marlowe", "May 2021",
     "Marlowe confirmed; MsMarlowe to report. Ring 01622 496 012 ext 3.", "Jolanta Wisniewska-Hart"),
    ("Review the policy. Brown envelopes go.", "Draft it.", "Jane Brown\njane.brown@council.example.gov.uk",
     "June 2021", "Brown to update. HETTIE MARLOWE agreed.", "Wisniewska-Hart"),
    ("Tell the Lucy Faithfull Foundation.", "Mar lowe to write.", "Okpara Associates; CSP (Keir Abney)",
     "TBC Ifeoma", "Clare's Law and St Mary's. jane . brown@council . example . gov . uk", "mailto:h.marlowe@kent.example.uk"),
)  # fmt: skip
NAMES = ("Okpara", "Ifeoma", "Marlowe", "Hettie", "Wisniewska", "Hart", "Jolanta", "Jane", "Abney",
         "Keir", "Rosamund", "01622", "@", "496")  # fmt: skip


def dump(path, title="Domestic Homicide Review: Rosamund - Action Plan"):
    cells = ["\t".join(c.replace("\n", " ") for c in row) for row in (HEADINGS, *ROWS)]
    body = [title, "", "Kent Community Safety Partnership", "", "Overview Recommendations", ""]
    path.write_text("\n".join([*body, *cells, ""]), encoding="utf-8")
    return path


def written(folder):
    """The text of every file of a batch's output, and their names."""
    described = "csv-metadata.json"  # of the form alone, with '@context' in it
    files = [p for p in folder.rglob("*") if p.is_file() and p.name != described]
    texts = [p.read_text(encoding="utf-8") for p in files] + [p.as_posix() for p in files]
    return re.sub(r"\b[0-9a-f]{16,}\b", "", "\n".join(texts))  # a hash may have any figures


def test_no_part_of_a_name_is_written(samples, tmp_path):
    batch(samples, tmp_path / "out", ocr="off")
    text = written(tmp_path / "out")
    assert not re.findall("|".join(PEOPLE), text, re.IGNORECASE)
    assert "@" not in text


@pytest.fixture(scope="module")
def masked_batch(tmp_path_factory):
    folder = tmp_path_factory.mktemp("people")
    (folder / "in/Ifeoma Okpara").mkdir(parents=True)
    dump(folder / "in/DHR Hettie Marlowe.txt")
    dump(folder / "in/Ifeoma Okpara/dhr-kent-rosamund.txt")
    (folder / "in/Jolanta Hart.jpg").write_bytes(b"")
    batch(folder / "in", folder / "out")
    return folder / "out"


def test_no_part_of_a_name_is_in_any_file_of_a_batch(masked_batch):
    text = written(masked_batch).replace("dhr-kent-rosamund", "")  # the file's own name
    left = {n for n in NAMES if re.search(n, text, re.IGNORECASE)}
    assert left == set()


def test_what_is_no_person_stays(masked_batch):
    text = written(masked_batch)
    for kept in ("Lucy Faithfull Foundation", "Clare's Law", "St Mary's", "Brown envelopes", "DCI [name]",
                 "Kent Police", "Budget holder"):  # fmt: skip
        assert kept in text


def test_a_file_name_is_kept_but_for_a_full_name(masked_batch):
    names = sorted(p.stem for p in (masked_batch / "plans").iterdir())
    assert re.fullmatch(r"DHR name-[0-9a-f]{8}", names[0])
    assert names[1] == "dhr-kent-rosamund"
    run = json.loads((masked_batch / "run.json").read_text(encoding="utf-8"))
    assert {i["file"] for i in run["inputs"]} == {f"{names[0]}.txt", "name/dhr-kent-rosamund.txt"}
    assert run["skipped"][0].startswith("name-")


def test_a_pseudonym_in_the_file_name_is_reported(masked_batch):
    plan = json.loads((masked_batch / "plans/dhr-kent-rosamund.json").read_text(encoding="utf-8"))
    assert [p["code"] for p in plan["problems"]].count("name_in_file_name") == 1
    assert plan["review"]["title"] == "Domestic Homicide Review: [name] - Action Plan"


def test_pseudonyms_stay_in_titles_if_asked(tmp_path):
    path = dump(tmp_path / "plan.txt")
    plan = convert(path, keep_pseudonyms=True)
    assert plan.review.title == "Domestic Homicide Review: Rosamund - Action Plan"
    assert plan.actions[0].lead_agency_text == "Kent Police DCI [name]"


def test_a_real_name_in_a_title_goes_all_the_same(tmp_path):
    path = dump(tmp_path / "plan.txt", title="Domestic Homicide Review: Hettie Marlowe")
    title = convert(path, keep_pseudonyms=True).review.title
    assert title == "Domestic Homicide Review: [name]"


def test_a_person_is_no_agency(masked_batch):
    plan = json.loads((masked_batch / "plans/dhr-kent-rosamund.json").read_text(encoding="utf-8"))
    leads = [[a["name"] for a in action["lead_agencies"]] for action in plan["actions"]]
    assert leads[0] == ["Kent Police"]
    assert all("[name]" not in n.replace("[name] Associates", "") for names in leads for n in names)


def test_ids_and_values_do_not_depend_on_masking(samples):
    path = samples / "dhr-sar-holt-single-agency.pdf"
    kept, hidden = convert(path, keep_people=True), convert(path)
    for a, b in zip(kept.actions, hidden.actions, strict=True):
        assert a.recommendation == b.recommendation
        assert a.outcome == b.outcome
        assert [x.name for x in a.lead_agencies] == [x.name for x in b.lead_agencies]
        assert (a.recommendation_id, a.repeat_of) == (b.recommendation_id, b.repeat_of)
        assert not b.people
    assert hidden.actions[3].lead_agency_text == "DCI [name]"


def test_titles():
    assert [p.name for p in title_people("Domestic Homicide Review: Hettie - Action Plan")] == [
        "Hettie"
    ]
    assert title_people("Safeguarding Adult Review: Adult B") == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Report by Marlowe", ["Marlowe"]),
        ("local-hettie-marlowe", ["hettie", "marlowe"]),
        ("MsMarlowe wrote", ["MsMarlowe"]),
        ("Report by [name]", []),
        ("Marlowe House", []),
    ],
)
def test_the_check_sees_what_is_left(text, left):
    known = known_names(find_people("Hettie Marlowe", lead=True), frozenset())
    assert [text[a:b] for a, b in remains(text, known)] == left


def test_a_word_that_may_be_left_of_a_name_is_reported(tmp_path):
    path = dump(tmp_path / "plan.txt")
    path.write_text(path.read_text(encoding="utf-8").replace("Train all", "As Brown had said, train"),
                    encoding="utf-8")  # fmt: skip
    codes = [p.code for p in convert(path).problems]
    assert codes.count("name_left") == 1
    assert "name_left" not in [p.code for p in convert(dump(tmp_path / "b.txt")).problems]


def test_the_check_reads_every_string():
    record = {"a": ["x", {"b": "y"}], "c": None, "d": 1.5}
    assert list(strings(record)) == [
        ("", "a"), ("a", "x"), ("a", "b"), ("b", "y"), ("", "c"), ("", "d"),
    ]  # fmt: skip


def test_columns_headed_by_persons_stay_two(sample_plan):
    plan = sample_plan("sar-nidd-portrait-short.pdf")
    extra = {"DCI Hettie Marlowe": "agrees", "DI Keir Abney": "does not"}
    action = plan.actions[0].model_copy(update={"extra": extra})
    masked = masked_plan(plan.model_copy(update={"actions": [action]}))
    assert masked.actions[0].extra == {"DCI [name]": "agrees", "DI [name]": "does not"}
    extra = {"Hettie Marlowe, DCI": "agrees", "Keir Abney, DCI": "does not"}
    action = plan.actions[0].model_copy(update={"extra": extra})
    masked = masked_plan(plan.model_copy(update={"actions": [action]}))
    assert list(masked.actions[0].extra.values()) == ["agrees", "does not"]
