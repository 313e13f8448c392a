"""The documents of a batch with one id for the same recommendation in all of them."""

from collections.abc import Iterable, Iterator

from actionplans.tables import Document
from normalise.plan_links import link_batch, with_links


class LinkedDocuments:
    """Documents as they are, but for ``recommendation_id``.

    ``documents`` are gone through once now, to find the ids, and again each time that these are;
    one is held at a time. ``masked`` says that their plans name no persons.
    """

    def __init__(self, documents: Iterable[Document], *, masked: bool) -> None:
        """Find the ids."""
        self._documents = documents
        self._ids = link_batch((d.plan for d in documents), masked=masked)

    def __iter__(self) -> Iterator[Document]:
        """The documents in their order."""
        for document in self._documents:
            yield document._replace(plan=with_links(document.plan, self._ids))
