"""Fits the weights of column reading: ``python -m fit SHARED [--without AUTHOR] [--out FILE]``."""

import argparse
import sys
from pathlib import Path

from fit.fitting import fitted
from fit.report import report


def main() -> None:
    """Fit, write the weights and say how good they are on what they have not seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with lexicon/, corpus/, cases/, outside/")
    parser.add_argument("--without", default="", help="authors left out, such as D or E")
    parser.add_argument("--out", type=Path, default=Path("normalise/data/fields/weights.npz"))
    arguments = parser.parse_args()
    fitted(arguments.shared, frozenset(arguments.without), arguments.out)
    sys.stdout.write(report(arguments.shared, frozenset(arguments.without)))


if __name__ == "__main__":
    main()
