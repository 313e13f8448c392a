"""A document's printed content as a plan, step by step.

Tables are interpreted, rows joined, values read, rows linked, the plan assembled, and last of all
persons masked: only a whole plan shows every name in it, and ids are made from masked words.
"""

from normalise.actions.assemble import assembled_plan
from normalise.actions.link import linked_rows
from normalise.actions.make import made_actions
from normalise.actions.read import read_values
from normalise.actions.self_check import self_check
from normalise.links.recommendation_ids import link_batch, with_links
from normalise.people.file_names import masked_stem
from normalise.people.plan_masking import masked_plan
from normalise.register.register import slug
from normalise.review_identity import read_review
from normalise.rows.printed_plan import interpreted_tables, joined_rows
from schemas.fragment import DocumentContent
from schemas.plan import Plan


def build_plan(
    content: DocumentContent,
    *,
    keep_people: bool = False,
    keep_pseudonyms: bool = False,
    review_id: str | None = None,
) -> Plan:
    """The plan printed in ``content``; persons are masked unless ``keep_people``.

    ``keep_pseudonyms`` leaves the subject's pseudonym in the review's title all the same.
    ``review_id`` is made from the file's name if it is not given. A document without a table
    of actions gives a plan with status ``no_plan`` and no actions.
    """
    tables = interpreted_tables(content)
    printed = joined_rows(tables)
    review_id = review_id or _id_from_file_name(content, keep_people=keep_people)
    review, area = read_review(content, printed, review_id)
    values = read_values(printed, area)
    repeats = linked_rows(printed, area)
    made = made_actions(printed, values, repeats, review.review_id)
    noticed = [*content.problems, *printed.problems, *self_check(printed)]
    plan = assembled_plan(content, review, made, noticed)
    masked = masked_plan(plan, keep_pseudonyms=keep_pseudonyms)
    nameless = masked_plan(plan) if keep_pseudonyms else masked
    return with_links(plan if keep_people else masked, link_batch([nameless], masked=True))


def _id_from_file_name(content: DocumentContent, *, keep_people: bool) -> str:
    stem = content.file.rsplit(".", 1)[0]
    return slug(stem if keep_people else masked_stem(stem, content.sha256))
