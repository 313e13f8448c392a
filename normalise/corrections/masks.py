"""Masks and corrections: names put back into words that were corrected on a masked page.

And the other way round: persons whom a correction names are masked like all others.
"""

import re

from normalise.corrections.find_rows import MASK
from normalise.corrections.values import Refused
from normalise.people.masking import KnownNames, masked
from normalise.people.plan_masking import masked_plan
from schemas.correction import Entry
from schemas.plan import Action, Plan


def unmasked(entry: Entry, printed: str) -> str:
    """The entry's new words, each mask that ``printed`` does not have given back its words.

    Raises ``Refused`` if it cannot be told which words.
    """
    masks = MASK.findall(entry.new)
    if not masks or MASK.search(printed):
        return entry.new
    known = MASK.findall(entry.old)
    pattern = re.sub(r"\\\[(?:name|email|phone)\\\]", "(.+?)", re.escape(entry.old.strip()))
    found = re.fullmatch(re.sub(r"(?:\\\s)+", r"\\s+", pattern), printed.strip(), re.DOTALL)
    if found is None or known != masks:
        raise Refused(
            "it was made from masked output and its names cannot be put back; correct the row on "
            "a page of output with --people keep"
        )
    words = iter(found.groups())
    return MASK.sub(lambda _: next(words), entry.new)


def masked_again(plan: Plan, *, keep_pseudonyms: bool) -> Plan:
    """``plan`` with the persons masked whom its corrections name."""
    plan = masked_plan(plan, keep_pseudonyms=keep_pseudonyms)
    return plan.model_copy(update={"actions": [_masked_notes(a) for a in plan.actions]})


def _masked_notes(action: Action) -> Action:
    if not action.corrections:
        return action
    nobody = KnownNames(frozenset(), frozenset(), frozenset())
    notes = [
        c.model_copy(
            update={f: masked(t, nobody) if (t := getattr(c, f)) else t
                    for f in ("was", "why", "printed")}
        )
        for c in action.corrections
    ]  # fmt: skip
    return action.model_copy(update={"corrections": notes})
