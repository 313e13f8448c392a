"""The documentation as a site: built strictly, whole, and loading nothing from elsewhere."""

import html
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.actionplans.review.test_browser import CHROMIUM, axe, opened
from tests.support.documentation import ROOT

AXE = """addEventListener("load", async () => {
  const found = await axe.run(document, { preload: false });
  const box = document.createElement("pre");
  box.id = "result";
  box.textContent = JSON.stringify(found.violations.map((v) => v.id));
  document.body.append(box);
});"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site; a page left out, or a link or anchor that leads nowhere, ends the build."""
    place = tmp_path_factory.mktemp("site")
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(place), strict=True))
    return place


class Page(HTMLParser):
    """What a page loads, links to, and can be linked at."""

    def __init__(self, path):
        super().__init__()
        self.loads, self.links, self.places = [], [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.places |= {found[k] for k in ("id", "name") if found.get(k)}
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        loaded = found.get("href") if tag == "link" else found.get("src")
        self.loads += [loaded] if loaded else []


@pytest.fixture(scope="module")
def pages(site):
    return {path: Page(path) for path in site.rglob("*.html") if path.name != "404.html"}


def test_nothing_is_loaded_from_elsewhere(pages):
    assert len(pages) > 25
    for path, page in pages.items():
        assert page.loads
        for loaded in page.loads:
            assert (path.parent / unquote(loaded)).is_file(), f"{path.name} loads {loaded}"


def test_styles_load_nothing_from_elsewhere(site):
    styles = [p.read_text(encoding="utf-8") for p in site.rglob("*.css")]
    assert styles
    assert [m for text in styles for m in re.findall(r"url\(['\"]?(?:https?:)?//[^)]*", text)] == []


def test_links_lead_to_pages_and_places(pages):
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"https?://", link):
                continue
            name, _, place = unquote(link).partition("#")
            target = pages[(path.parent / name).resolve()] if name else page
            assert not place or place in target.places, f"{path.name} links to {link}"


def test_the_site_has_the_help_of_the_commands(site):
    text = html.unescape((site / "reference/commands.html").read_text(encoding="utf-8"))
    assert "Convert a folder, its subfolders included" in text
    assert "<code>--log-format</code>" in text


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_axe_finds_nothing_in_the_tutorial(site, tmp_path):
    if axe(ROOT) is None:
        pytest.skip("there is no axe-core here")
    whole = Path(shutil.copytree(site, tmp_path / "site"))
    shutil.copy(axe(ROOT), whole / "axe.js")
    (whole / "run.js").write_text(AXE, encoding="utf-8")
    page = whole / "tutorial.html"
    scripts = '<script src="axe.js"></script><script src="run.js"></script>'
    text = page.read_text(encoding="utf-8").replace("</body>", f"{scripts}</body>")
    page.write_text(text, encoding="utf-8")
    dom, said = opened(page, tmp_path / "profile")
    assert said == []
    assert json.loads(html.unescape(re.search(r'<pre id="result">(.*?)</pre>', dom)[1])) == []
