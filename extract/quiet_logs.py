"""Other packages' logs kept quiet: they quote what a page holds."""

import logging

WORDY = ("pdfminer", "pdfplumber", "pypdf", "camelot")


def quiet_logs() -> None:
    """Let the packages that quote pages in their logs say nothing but disasters."""
    for name in WORDY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
