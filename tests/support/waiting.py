"""Waiting for what other processes do, however busy the machine is."""

import time

LIMIT = 300.0
"""Seconds: what has not come by then never comes."""
LOOK_EVERY = 0.02


def wait_for(event, what, process=None):
    """What ``event`` gives, once that is true; fails if it never is, or ``process`` ended before.

    ``what`` says what was waited for: words, or a function that gives them at the end.
    """
    last = time.monotonic() + LIMIT
    while True:
        ended, late = process is not None and process.poll() is not None, time.monotonic() > last
        if come := event():
            return come
        assert not ended, f"the process ended before this came: {_words(what)}"
        assert not late, f"this did not come in {LIMIT:.0f} s: {_words(what)}"
        time.sleep(LOOK_EVERY)


def _words(what):
    return what() if callable(what) else what
