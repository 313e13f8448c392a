"""The page's HTML: what can be read without a script, and the frame of what cannot."""

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from actionplans.review import charts
from actionplans.review.batch_output import Document
from actionplans.review.chart_figures import (
    actions_of,
    most_repeated,
    status_by_agency,
    targets_over_time,
)
from actionplans.review.doubts import Kind
from schemas.plan import PlanStatus

GENERATOR = "actionplans review"
"""By this the page is known as ours, so that no other folder is ever written over."""
SCRIPTS = (
    "base.js", "store.js", "lists.js", "form.js", "choices.js", "doubts.js", "places.js",
    "fields.js", "whole.js", "row.js", "views.js", "missed.js", "decisions.js", "start.js",
)  # fmt: skip
STYLE = "review.css"
STATES: dict[PlanStatus, str] = {
    "ok": "Converted", "partial": "Part may be missing", "no_plan": "No plan found",
    "failed": "Could not be read",
}  # fmt: skip
GRADES = ("Something may be missing", "Worth a look", "For information")
"""Headings of the doubts, by gravity."""
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src {images}; "
    "style-src {styles}; script-src {scripts}"
)


def asset(name: str) -> str:
    """The text of a style sheet or script of the page."""
    return (files(__package__) / "static" / name).read_text(encoding="utf-8")


def folder_page(documents: Sequence[Document], kinds: Sequence[Kind], *, masked: bool) -> str:
    """The page that loads its scripts and data from files beside it."""
    styles = f'<link rel="stylesheet" href="assets/{STYLE}">'
    sources = ["data/index.js"] + [f"assets/{name}" for name in SCRIPTS]
    first, *rest = [f'<script src="{s}"></script>' for s in sources]
    scripts = "\n".join([rest[0], first, *rest[1:]])
    policy = POLICY.format(images="'self'", styles="'self'", scripts="'self'")
    return _page(documents, kinds, policy, styles, scripts, masked=masked)


def single_page(
    documents: Sequence[Document], kinds: Sequence[Kind], data: dict[str, str], *, masked: bool
) -> str:
    """The page with all in it; ``data``: JSON, fit for a script, by name."""
    style, script = asset(STYLE), "\n".join(asset(name) for name in SCRIPTS)
    blocks = "\n".join(
        f'<script type="application/json" id="data-{escape(name)}">{text}</script>'
        for name, text in data.items()
    )
    policy = POLICY.format(images="data:", styles=_digest(style), scripts=_digest(script))
    return _page(
        documents, kinds, policy, f"<style>{style}</style>",
        f"{blocks}\n<script>{script}</script>", masked=masked,
    )  # fmt: skip


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _page(
    documents: Sequence[Document], kinds: Sequence[Kind], policy: str, styles: str, scripts: str,
    *, masked: bool,
) -> str:  # fmt: skip
    template = (files(__package__) / "templates" / "page.html").read_text(encoding="utf-8")
    return Template(template).substitute(
        policy=policy,
        generator=GENERATOR,
        styles=styles,
        scripts=scripts,
        doubts=_doubts(documents, kinds),
        reviews=_reviews(documents),
        figures=_figures(documents),
        foot=_foot(masked=masked),
    )


def _foot(*, masked: bool) -> str:
    if masked:
        return (
            "Personal names are masked. Names are found by rules, which find most and not all: "
            "read before you publish. Nothing on this page leaves your computer."
        )
    return (
        "This page shows personal names as printed. Do not publish it. Nothing on it leaves your "
        "computer."
    )


def _doubts(documents: Sequence[Document], kinds: Sequence[Kind]) -> str:
    rows = sum(len(d.plan.actions) for d in documents)
    doubtful = sum(1 for a in actions_of(documents) if a.flags)
    verb = "carries" if doubtful <= 1 else "carry"
    lead = (
        f'<p class="lead">{_count(doubtful, "row") if doubtful else "No row"} of {rows:,} in '
        f"{_count(len(documents), 'document')} {verb} a doubt.</p>"
    )
    if not kinds:
        return f"{lead}<p>There is nothing that needs a look.</p>"
    parts = "".join(_graded(kinds, gravity) for gravity in range(len(GRADES)))
    return (
        f"{lead}<p>Look at the page beside the row, then correct it, or say that it is right. "
        f"Nothing is decided for you.</p>{parts}"
    )


def _graded(kinds: Sequence[Kind], gravity: int) -> str:
    items = "".join(
        f'<li><a href="#kind/{k.code}">{escape(k.title)}</a>'
        f'<span class="count">{k.count:,}</span></li>'
        for k in kinds
        if k.gravity == gravity
    )
    return f'<h2>{GRADES[gravity]}</h2><ul class="kinds">{items}</ul>' if items else ""


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _reviews(documents: Sequence[Document]) -> str:
    states = Counter(d.plan.status for d in documents)
    counts = ", ".join(f"{states[s]:,} {w.lower()}" for s, w in STATES.items() if states[s])
    rows = "".join(_review(d) for d in documents)
    return (
        f'<p class="lead">{_count(len(documents), "document")}: {counts}.</p>'
        '<div class="scroll" role="region" tabindex="0" aria-label="Reviews and their state">'
        '<table><caption class="hide">Reviews and their state</caption><thead><tr>'
        '<th scope="col">Review</th><th scope="col">Kind</th><th scope="col">State</th>'
        '<th scope="col" class="number">Rows</th><th scope="col" class="number">In doubt</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _review(document: Document) -> str:
    plan = document.plan
    review = plan.review
    doubtful = sum(1 for a in plan.actions if a.flags)
    publisher = (
        f'<span class="note">{escape(review.publisher.name)}</span>' if review.publisher else ""
    )
    return (
        f'<tr><th scope="row"><a href="#review/{escape(review.review_id)}">'
        f"{escape(review.title or document.name)}</a>"
        f'<span class="note">{escape(document.path)}</span>{publisher}</th>'
        f"<td>{escape(', '.join(review.review_types))}</td>"
        f'<td><strong class="tag {plan.status}">{STATES[plan.status]}</strong></td>'
        f'<td class="number">{len(plan.actions)}</td><td class="number">{doubtful}</td></tr>'
    )


def _figures(documents: Sequence[Document]) -> str:
    agencies, targets = status_by_agency(documents), targets_over_time(documents)
    repeated = most_repeated(documents)
    rows = sum(len(d.plan.actions) for d in documents)
    undated = rows - sum(b.total for b in targets)
    parts = ["<p>Status is what the plans state, never what today's date suggests.</p>"]
    if agencies:
        parts += [
            "<h2>Status by lead agency</h2>",
            f"<p>The {len(agencies)} agencies that lead most rows.</p>"
            if len(agencies) > 1
            else "",
            charts.legend(),
            f"<figure>{charts.status_chart(agencies)}</figure>",
            charts.figures_table(agencies, "Agency", "Status of actions by lead agency"),
        ]
    if targets:
        parts += [
            "<h2>Target dates over time</h2>",
            f"<p>{_count(undated, 'row')} without a target date that could be read "
            f"{'is' if undated == 1 else 'are'} not shown.</p>" if undated else "",
            charts.legend(),
            f"<figure>{charts.targets_chart(targets)}</figure>",
            charts.figures_table(targets, "Target", "Target dates of actions over time"),
        ]  # fmt: skip
    if repeated:
        parts += ["<h2>Recommendations made most often</h2>", charts.repeated_list(repeated)]
    return "".join(parts) if rows else "<p>There are no rows to count.</p>"
