"""``python -m actionplans``."""

from actionplans.cli.app import main

if __name__ == "__main__":
    main()
