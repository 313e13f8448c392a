"""The locks: what running needs, and all; both pin the same, and name no place to get it from."""

import re
import tomllib

import pytest

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.*?))?(?: \\)?$", re.MULTILINE)


def _pins(text):
    return {(name, version, marker) for name, version, marker in PIN.findall(text)}


def _names(requirements):
    return {re.match(r"[A-Za-z0-9._-]+", r)[0].lower().replace(".", "-") for r in requirements}


@pytest.fixture(scope="module")
def texts(root):
    return {
        kind: (root / name).read_text(encoding="utf-8")
        for kind, name in (
            ("run", "requirements.lock"),
            ("dev", "requirements-dev.lock"),
            ("fit", "requirements-fit.lock"),
        )
    }


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def test_what_running_needs_is_pinned_alike_in_both(texts):
    run, dev = _pins(texts["run"]), _pins(texts["dev"])
    assert {(n, v) for n, v, _ in run} <= {(n, v) for n, v, _ in dev}
    assert len(run) < len(dev)


def test_the_smaller_lock_holds_what_the_package_asks_for_and_nothing_of_the_tests(texts, project):
    pinned = {name for name, _, _ in _pins(texts["run"])}
    wanted = _names(project["project"]["dependencies"])
    tools = _names(project["project"]["optional-dependencies"]["dev"])
    assert wanted | {"setuptools"} <= pinned
    assert not (tools - wanted) & pinned


def test_the_larger_lock_holds_all(texts, project):
    pinned = {name for name, _, _ in _pins(texts["dev"])}
    extras = project["project"]["optional-dependencies"]
    assert _names([*project["project"]["dependencies"], *extras["dev"]]) <= pinned


def test_fitting_needs_what_running_needs_and_its_own(texts, project):
    pinned = _pins(texts["fit"])
    assert {(n, v) for n, v, _ in _pins(texts["run"])} <= {(n, v) for n, v, _ in pinned}
    assert _names(project["project"]["optional-dependencies"]["fit"]) <= {n for n, _, _ in pinned}


@pytest.mark.parametrize("kind", ["run", "dev", "fit"])
def test_every_pin_has_hashes_and_no_address(texts, kind):
    blocks = re.split(r"\n(?=\S)", texts[kind])
    assert len(blocks) == len(_pins(texts[kind]))
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|--index|--find-links|file:", texts[kind])
