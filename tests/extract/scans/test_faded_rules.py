"""Rules of poor copies, and runs of ink, on drawn masks."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extract.model import Rule
from extract.scans.image.runs import level_runs, upright_runs
from extract.scans.rules.faded import drawn_through, with_lost
from extract.scans.rules.find import found_rules


def ruled_grid(lost=(), uprights=(20, 120, 220, 320, 420)):
    """A mask, two pixels a point, of upright rules and level ones, those ``lost`` left as knots."""
    mask, levels = np.zeros((800, 1000), np.uint8), (20, 120, 220, 380)
    for x in uprights:
        mask[40:760, 2 * x - 1 : 2 * x + 2] = 255
    for y in levels:
        if y not in lost:
            mask[2 * y - 1 : 2 * y + 2, 40:840] = 255
        for x in uprights if y in lost else ():
            mask[2 * y - 1 : 2 * y + 2, 2 * x - 3 : 2 * x + 4] = 255
    rules = [Rule(True, x, 20, 380) for x in uprights]
    return mask, rules + [Rule(False, y, 20, 420) for y in levels if y not in lost]


def test_level_rule_that_a_copy_lost_is_told_by_its_knots():
    mask, rules = ruled_grid(lost=(220,))
    (found,) = set(with_lost(rules, mask, 2.0)) - set(rules)
    assert (found.start, found.end) == (20, 420)
    assert found.position == pytest.approx(220, abs=0.5)


def test_knots_with_text_between_them_are_no_rule():
    mask, rules = ruled_grid(lost=(220,))
    mask[430:450, 100:180] = 255
    assert set(with_lost(rules, mask, 2.0)) == set(rules)


def test_rule_goes_on_in_crumbs_to_the_next_upright():
    mask, rules = ruled_grid()
    mask[237:243, 46:236] = 0
    mask[239:241, 46:236:3] = mask[239:241, 47:236:3] = 255
    short = [replace(r, start=120.0) if r.position == 120 and not r.vertical else r for r in rules]
    assert set(drawn_through(short, mask, 2.0)) == set(rules)


@pytest.mark.parametrize("least", [3, 5, 29])
def test_runs_are_those_of_an_opening(least):
    mask = (np.random.default_rng(3).random((83, 101)) < 0.9).astype(np.uint8) * np.uint8(255)
    border = {"borderType": cv2.BORDER_CONSTANT, "borderValue": (0,)}
    for found, shape in ((level_runs, (1, least)), (upright_runs, (least, 1))):
        opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(shape, np.uint8), **border)
        assert (found(mask, least) == opened).all()


def dashed_grid(xs, ys, dash=8, gap=5):
    """A mask, two pixels a point, of a grid of dashed rules: each starts with a dash."""
    mask = np.zeros((800, 1000), np.uint8)
    for y in ys:
        for x in range(2 * xs[0], 2 * xs[-1], dash + gap):
            mask[2 * y : 2 * y + 2, x : min(x + dash, 2 * xs[-1])] = 255
    for x in xs:
        for y in range(2 * ys[0], 2 * ys[-1], dash + gap):
            mask[y : min(y + dash, 2 * ys[-1]), 2 * x : 2 * x + 2] = 255
    return mask


def test_dashed_rules_meet_in_the_corners_of_a_narrow_column():
    xs, ys = (40, 68, 250, 450), (50, 68, 86, 200, 340)
    mask = dashed_grid(xs, ys)
    boxes = cv2.connectedComponentsWithStats(mask)[2][1:]
    found = found_rules(mask, mask, boxes, 2.0)
    ends = {(r.vertical, round(r.position)): (r.start, r.end) for r in found.rules}
    assert set(ends) == {(True, x) for x in xs} | {(False, y) for y in ys}
    for (vertical, _), reached in ends.items():
        first, *_, last = ys if vertical else xs
        assert reached == pytest.approx((first, last), abs=3)
    left = cv2.bitwise_and(mask, cv2.bitwise_not(cv2.dilate(found.ink, np.ones((3, 3), np.uint8))))
    assert not left.any()
