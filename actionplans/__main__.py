"""``python -m actionplans``."""

from actionplans.cli import main

if __name__ == "__main__":
    main()
