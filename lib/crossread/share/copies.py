"""Execute notebooks and write the folder that is handed on: pages, index, tables."""

import json
import os
import pickle
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import nbformat

from .. import corpus, lexicon, notebooks, overview, panels, provenance, stills
from ..corpus import Corpus
from ..export import package
from ..notebooks import STATE
from . import outputs, page, prose, tables, trimming
from .outputs import Block
from .trimming import Trim

MARK = '<meta name="generator" content="crossread share">'
NOTE = "The articles are left out; at most {} words of them are quoted at a stretch."
HAND_OVER = "from crossread.share import tables; tables.hand_over(globals(), {!r})"


@dataclass(frozen=True)
class Copy:
    """A notebook that has run: its name, its cells, its tables, figures without still image."""

    name: str
    notebook: Any
    tables: tables.Tables
    n_missing: int


def share(paths: Sequence[Path], out: str | Path = "share", excerpts: int | None = None) -> int:
    """Execute notebooks on the present corpus and write them as pages that need no kernel.

    The folder `out` then holds index.html, a page for each notebook, and the tables as CSV; an
    older copy in it is replaced whole. With `excerpts` the articles are left out, and outputs
    quote at most so many words of them at a stretch; what the authors of a notebook quote in
    its prose stays. Returns how many figures have no still image.

    Raises
    ------
    FileExistsError
        The folder holds something else than a copy.
    """
    place = lexicon.PROJECT / Path(out).expanduser()
    _check(place)
    c = corpus.load()
    trim = None if excerpts is None else trimming.trimmer(c.articles["text"], excerpts)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each notebook has a kernel of its own
        copies = list(pool.map(partial(_copy, trim=trim), paths))
    _replace(place, _files(c, copies, trim, excerpts))
    return sum(each.n_missing for each in copies)


def _copy(path: Path, trim: Trim | None) -> Copy:
    with tempfile.TemporaryDirectory() as folder:
        handed = Path(folder) / "tables"
        notebook = notebooks.executed(path, HAND_OVER.format(str(handed)))
        held = pickle.loads(handed.read_bytes())  # of our own kernel
    notebook = nbformat.reads(notebooks.stable(notebook), as_version=4)
    if trim:
        _trim(notebook, trim)
    n_missing = stills.add(notebook, nbformat.read(path, as_version=4))
    return Copy(path.stem, notebook, held, n_missing)


def _trim(notebook: Any, trim: Trim) -> None:
    """Cut what the outputs quote, and leave the articles out of the panels.

    A panel that shows nothing but articles, or how their words differ, is left out with them.
    """
    for cell in notebook["cells"]:
        if "outputs" in cell:
            cell["outputs"] = nbformat.from_dict(trimming.everywhere(cell["outputs"], trim))
    models = notebook["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})
    for model in models.values():
        if "spec" in model["state"]:
            spec = panels.unpacked(model["state"]["spec"])
            is_whole = "articles" in spec or "pairs" in spec  # it shows texts, or nothing
            left = {} if is_whole else {**spec, "texts": {}}
            model["state"]["spec"] = trimming.everywhere(left, trim)


def _files(
    c: Corpus, copies: list[Copy], trim: Trim | None, excerpts: int | None
) -> dict[str, str]:
    """Give the texts of all files of the folder by their path in it."""
    listed = {name: frame for each in copies for name, frame in each.tables.items()}
    csv = {f"tables/{name}": text for name, text in package.files(listed, trim).items()}
    labels = dict(zip(c.articles["article_id"], overview.labelled(c)["label"], strict=True))
    texts = {} if trim else dict(zip(c.articles["article_id"], c.articles["text"], strict=True))
    shown = {each.name: list(outputs.blocks(each.notebook, labels, texts)) for each in copies}
    option, note = (f" --excerpts {excerpts}", NOTE.format(excerpts)) if trim else ("", "")
    pages = [_about(c, each, shown[each.name], option) | {"note": note} for each in copies]
    paths = " ".join(f"notebooks/{each.name}.ipynb" for each in copies)
    about = {
        "corpus": _corpus(c),
        "run": provenance.moment(),
        "note": note,
        "pages": pages,
        "tables": json.loads(csv["tables/datapackage.json"])["resources"],
        "facts": _facts(c, paths + option),
    }
    whole = {f"{each['name']}.html": page.html(each, shown[each["name"]], pages) for each in pages}
    return {"index.html": page.index(about), **whole, **csv}


def _about(c: Corpus, copy: Copy, blocks: list[Block], option: str) -> dict[str, Any]:
    """Say what a page is about; its main figure is the first."""
    first = next((block for block in blocks if block["kind"] == "figure"), {})
    return {
        "name": copy.name,
        **prose.finding(copy.notebook),
        "facts": _facts(c, f"notebooks/{copy.name}.ipynb{option}"),
        "png": first.get("png"),
        "alt": first.get("alt", ""),
    }


def _corpus(c: Corpus) -> str:
    n, outlets = len(c.articles), c.articles["outlet"].nunique()
    return f"{n:,} articles by {outlets:,} outlets, published {provenance.period(c)}"


def _facts(c: Corpus, words: str) -> dict[str, str]:
    facts = provenance.facts(c, f"python -m crossread share {words}".rstrip())
    own = {
        "Published": provenance.period(c),
        "Run": provenance.moment() or "",
        "Commit": provenance.commit() or "",
    }
    command = {"Command": facts.pop("Command")}
    return {name: told for name, told in (facts | own | command).items() if told}


# the folder


def _check(place: Path) -> None:
    index = place / "index.html"
    is_copy = index.is_file() and MARK in index.read_text(encoding="utf-8")
    if place.exists() and not is_copy and any(place.iterdir()):
        raise FileExistsError(
            f"{place}: holds something else than a shared copy. Name another folder with --out."
        )


def _replace(place: Path, files: dict[str, str]) -> None:
    """Write the files into a fresh folder, then put it in the place of the old one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        for name, text in files.items():
            path = fresh / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8", "replace"))
        fresh.chmod(0o755)
        if place.exists():
            shutil.rmtree(place)
        fresh.replace(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
