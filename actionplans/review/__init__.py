"""The review page: a batch's rows beside their places on the pages, to check and correct.

Static HTML that works from disk, offline: the page's decisions leave it as a corrections file.
"""
