"""Charts as inline SVG, each with its figures as a table beside it.

Colours are classes of the style sheet; every segment carries its figure where there is room,
and the order of the segments is that of the legend, so that no colour is needed to read one.
"""

from collections.abc import Iterator, Sequence
from html import escape

from actionplans.review.chart_figures import STATED, WORDS, Bar, Repeated

WIDTH = 960
"""Of a chart in its own units, which are pixels where the page is as wide as it gets."""
NAMES = 350
"""Room for the bars' names."""
LONGEST_NAME = 41
"""Letters that fit into it."""
STEP, THICK = 34, 22
"""From one lying bar to the next, and its own height: a line of text and some room."""
TALL, FOOT, HEAD = 240, 46, 18
"""Height of the standing bars, of the two lines of text under them, and of the figure above."""
ROOM_FOR_FIGURE = 22
"""Width that a figure of two digits takes."""


def _clip(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def status_chart(bars: Sequence[Bar]) -> str:
    """Lying bars, one an agency, cut by status."""
    most = max(b.total for b in bars)
    unit = (WIDTH - NAMES - 50) / most
    body = "".join(_lying(i, bar, unit) for i, bar in enumerate(bars))
    height = STEP * len(bars) + 8
    described = "; ".join(f"{b.name}: {_spelled(b)}" for b in bars)
    return _svg("status", "Status of actions by lead agency", described, WIDTH, height, body)


def _lying(index: int, bar: Bar, unit: float) -> str:
    top = index * STEP + 6
    text = escape(_clip(bar.name, LONGEST_NAME))
    parts = [f'<text class="name" x="{NAMES - 10}" y="{top + 16}">{text}</text>']
    x = float(NAMES)
    for kind, count in enumerate(bar.counts):
        if count:
            parts.append(_segment(kind, x, top, count * unit, THICK, count))
            x += count * unit
    parts.append(f'<text class="total" x="{x + 8:.1f}" y="{top + 16}">{bar.total}</text>')
    return "".join(parts)


def _segment(kind: int, x: float, top: float, width: float, height: float, count: int) -> str:
    rect = (
        f'<rect class="s{kind}" x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}"/>'
    )
    if width < ROOM_FOR_FIGURE or height < THICK - 6:
        return rect
    middle = top + height / 2 + 5
    position = f'x="{x + width / 2:.1f}" y="{middle:.1f}"'
    return f'{rect}<text class="figure f{kind}" {position}>{count}</text>'


def targets_chart(bars: Sequence[Bar]) -> str:
    """Standing bars, one a quarter or year, cut by status."""
    most = max(b.total for b in bars)
    step = WIDTH / len(bars)
    body = "".join(_standing(i, bar, step, (TALL - HEAD) / most) for i, bar in enumerate(bars))
    described = "; ".join(f"{b.name}: {_spelled(b)}" for b in bars if b.total)
    return _svg("targets", "Target dates of actions over time", described, WIDTH, TALL + FOOT, body)


def _standing(index: int, bar: Bar, step: float, unit: float) -> str:
    thick = min(step * 0.7, 70)
    x, foot = index * step + (step - thick) / 2, float(TALL)
    parts = []
    for kind, count in enumerate(bar.counts):
        if count:
            foot -= count * unit
            parts.append(_segment(kind, x, foot, thick, count * unit, count))
    middle = x + thick / 2
    if bar.total:
        parts.append(f'<text class="above" x="{middle:.1f}" y="{foot - 5:.1f}">{bar.total}</text>')
    parts += _label(bar.name, middle, step)
    return "".join(parts)


def _label(name: str, middle: float, step: float) -> Iterator[str]:
    """``2023 Q1`` under its bar: the year once, where there is room."""
    year, _, quarter = name.partition(" ")
    if quarter:
        yield f'<text class="tick" x="{middle:.1f}" y="{TALL + 18}">{quarter}</text>'
    if (not quarter and step > 36) or quarter == "Q1" or (not quarter and int(year) % 5 == 0):
        yield f'<text class="tick" x="{middle:.1f}" y="{TALL + 36}">{year}</text>'


def _spelled(bar: Bar) -> str:
    named = zip(STATED, bar.counts, strict=True)
    return ", ".join(f"{n} {WORDS[s].lower()}" for s, n in named if n)


def _svg(name: str, title: str, described: str, width: int, height: int, body: str) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(described)}</desc>{body}</svg>'
    )


def legend() -> str:
    """What the colours mean, in the order of the segments."""
    items = "".join(
        f'<li><svg class="swatch" viewBox="0 0 14 14" aria-hidden="true">'
        f'<rect class="s{i}" width="14" height="14"/></svg>{WORDS[s]}</li>'
        for i, s in enumerate(STATED)
    )
    return f'<ul class="legend">{items}</ul>'


def figures_table(bars: Sequence[Bar], first: str, caption: str) -> str:
    """The figures of a chart as a table."""
    heads = "".join(f'<th scope="col" class="number">{WORDS[s]}</th>' for s in STATED)
    rows = "".join(
        f'<tr><th scope="row">{escape(b.name)}</th>'
        + "".join(f'<td class="number">{n}</td>' for n in (*b.counts, b.total))
        + "</tr>"
        for b in bars
    )
    return (
        "<details><summary>These figures as a table</summary>"
        '<div class="scroll" role="region" tabindex="0" aria-label="' + escape(caption) + '">'
        f'<table><caption class="hide">{escape(caption)}</caption><thead><tr>'
        f'<th scope="col">{escape(first)}</th>{heads}<th scope="col" class="number">All</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def repeated_list(found: Sequence[Repeated]) -> str:
    """The recommendations made most often, each with a bar and a way to its rows."""
    most = max(r.rows for r in found)
    return f'<ol class="repeated">{"".join(_repeated(r, most) for r in found)}</ol>'


def _repeated(item: Repeated, most: int) -> str:
    reviews = "1 review" if item.reviews == 1 else f"{item.reviews} reviews"
    return (
        f'<li><a href="#rows?rec={escape(item.recommendation_id)}">{escape(_clip(item.text, 220))}'
        f'</a><span class="count">made {item.rows} times, in {reviews}</span>'
        f'<svg class="line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="s1" width="{100 * item.rows / most:.1f}" height="4"/></svg></li>'
    )
