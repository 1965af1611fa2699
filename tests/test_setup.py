"""The set-up files say the same thing, and say nothing of the machine they were written on."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")

# conda-forge calls the Node.js package 'playwright'.
CONDA_NAMES = {"playwright-python": "playwright"}
SETUP_FILES = [
    ".ci/run",
    "Makefile",
    "environment.yml",
    "pyproject.toml",
    "requirements.lock",
]


def read(requirements: list[str]) -> dict[str, SpecifierSet]:
    pairs = [Requirement(text) for text in requirements]
    return {canonicalize_name(pair.name): pair.specifier for pair in pairs}


def direct() -> dict[str, SpecifierSet]:
    return read(PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"])


def conda() -> dict[str, SpecifierSet]:
    packages = read([line for line in CONDA if isinstance(line, str)])
    return {CONDA_NAMES.get(name, name): bounds for name, bounds in packages.items()}


def locked() -> dict[str, list[str]]:
    """A package stands twice where its version depends on the system or on Python."""
    versions = defaultdict(list)
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE):
        versions[canonicalize_name(name)].append(version)
    return versions


def test_conda_and_pyproject_name_the_same_packages_with_the_same_bounds():
    python = {"python": SpecifierSet(PROJECT["project"]["requires-python"])}
    assert conda() == direct() | python | {"pip": SpecifierSet()}


def test_conda_installs_this_folder():
    assert {"pip": ["--editable ."]} in CONDA


@pytest.mark.parametrize("name", direct())
def test_every_locked_version_keeps_to_the_bounds(name):
    assert locked()[name], "not in requirements.lock: run make lock"
    assert list(direct()[name].filter(locked()[name])) == locked()[name]


def test_what_builds_the_package_is_locked_too():
    assert read(PROJECT["build-system"]["requires"]).items() <= direct().items()


def test_every_locked_package_has_a_hash():
    entries = re.split(r"^(?=\S+==)", LOCK, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("file", SETUP_FILES)
def test_set_up_names_no_host_and_no_index(file):
    text = (ROOT / file).read_text("utf-8")
    hosts = re.findall(r"\w+://\S+|\b[\w-]+\.(?:com|net|io|org)\b", text)
    options = re.findall(r"--(?:extra-)?index-url|--default-index|--find-links", text)
    assert hosts + options == []


def test_the_version_is_the_same_wherever_it_stands():
    version = PROJECT["project"]["version"]
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["version"] == version
    assert f"\n## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_readme_names_only_targets_that_make_knows():
    readme, makefile = ((ROOT / file).read_text("utf-8") for file in ("README.md", "Makefile"))
    named = set(re.findall(r"(?:`|^ +)make (\w+)", readme, re.MULTILINE))
    assert named
    assert named - set(re.findall(r"^(\w+):", makefile, re.MULTILINE)) == set()
