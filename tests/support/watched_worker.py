"""A worker, as the batch's own, that may not reach the network, start programs or write elsewhere.

What it tries all the same is written to the file ``tried`` in the output.
"""

import os
import sys
from pathlib import Path

from actionplans.batching import worker_main

OUTPUT = Path(sys.argv[1]).resolve()
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ftplib.",
             "urllib.", "http.", "smtplib.", "webbrowser.", "winreg.")  # fmt: skip
CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch(event, arguments):
    if event.startswith(FORBIDDEN) or (_writes(event, arguments) and not _own(arguments[0])):
        with (OUTPUT / "tried").open("a", encoding="utf-8") as file:
            file.write(f"{event} {arguments[:1]}\n")
        raise PermissionError(event)


def _writes(event, arguments):
    return event in CHANGES or (event == "open" and bool((arguments[2] or 0) & WRITES))


def _own(path):
    if isinstance(path, int) or str(path) == os.devnull:
        return True
    return OUTPUT in Path(os.fsdecode(path)).resolve().parents


sys.dont_write_bytecode = True
sys.addaudithook(watch)
worker_main.main()
