"""Processor time counted in what a known piece of work takes on the same machine just then."""

import re
import time

TEXT = "Staff should ask every patient about carers. " * 20_000


def effort(function, *arguments):
    """The time of a call, over that of finding the words of a text of 900,000 characters."""
    before = _known_work()
    spent = _seconds(function, *arguments)
    return spent / max(before, _known_work())


def _known_work():
    return _seconds(re.findall, r"\w+", TEXT)


def _seconds(function, *arguments):
    before = time.process_time()
    function(*arguments)
    return time.process_time() - before
