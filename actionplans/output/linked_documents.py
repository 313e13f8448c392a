"""The documents of a batch as the whole batch sees them: links and spellings across documents."""

from collections.abc import Iterable, Iterator, Mapping

from actionplans.output.table_rows import Document, agencies_of
from normalise.agencies.unregistered import one_spelling
from normalise.links.recommendation_ids import link_batch, with_links
from schemas.plan import Agency, Plan


class LinkedDocuments:
    """Documents as they are, but that one recommendation has one id in all of them.

    So has an agency that no register knows, under one name. ``documents`` are gone through twice
    now and again each time that these are; one is held at a time. ``masked`` says that their
    plans name no persons.
    """

    def __init__(self, documents: Iterable[Document], *, masked: bool) -> None:
        """Find the ids."""
        self._documents = documents
        self._ids = link_batch((d.plan for d in documents), masked=masked)
        spelt = one_spelling(a for d in documents for a in agencies_of(d.plan))
        self._changed = {i: a for i, a in spelt.items() if a.agency_id != i}

    def __iter__(self) -> Iterator[Document]:
        """The documents in their order."""
        for document in self._documents:
            plan = with_links(document.plan, self._ids)
            yield document._replace(plan=_respelt(plan, self._changed))


def _respelt(plan: Plan, changed: Mapping[str, Agency]) -> Plan:
    if not any(a.agency_id in changed for a in agencies_of(plan)):
        return plan
    plan = plan.model_copy(deep=True)
    for agency in agencies_of(plan):
        now = changed.get(agency.agency_id)
        if now is not None:
            agency.agency_id, agency.name = now.agency_id, now.name
    return plan
