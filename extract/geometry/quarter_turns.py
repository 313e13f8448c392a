"""Quarter turns: boxes and rules of a page that is brought upright."""

from extract.model import Rule
from schemas.fragment import Box

SLANT = 0.05
"""Text leaning by more than this (sine) is a watermark; turned headings are at right angles."""
UPRIGHT_AFTER = {0: "level", 1: "up", 2: "flipped", 3: "down"}
"""How characters stand that so many quarter turns clockwise bring upright."""


def turn_box(box: Box, turns: int, width: float, height: float) -> Box:
    """A box of a page of ``width`` by ``height`` after quarter turns clockwise."""
    if turns == 1:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if turns == 2:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turns == 3:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    return box


def turn_rule(rule: Rule, turns: int, width: float, height: float) -> Rule:
    """A rule of a page of ``width`` by ``height`` after quarter turns clockwise."""
    if not turns:
        return rule
    across = Box(rule.start, rule.position, rule.end, rule.position)
    upright = Box(rule.position, rule.start, rule.position, rule.end)
    box = turn_box(upright if rule.vertical else across, turns, width, height)
    if rule.vertical != (turns == 2):
        return Rule(False, box.top, box.x0, box.x1)
    return Rule(True, box.x0, box.top, box.bottom)
