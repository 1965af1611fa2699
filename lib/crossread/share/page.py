"""Write a notebook as one HTML file that needs neither network nor kernel."""

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from plotly.offline import get_plotlyjs

from .. import panels
from . import prose
from .outputs import Block

HERE = Path(__file__).parent


def html(about: dict[str, Any], blocks: list[Block], pages: list[dict[str, str]]) -> str:
    """Write the page of a notebook.

    `about` holds its name, title, question and finding, and the facts of its stamp; `pages`
    the name and the title of each page of the suite.
    """
    scripts = {"panels": _panel_module(), "page": _read("page.js")}
    allowed = [_hash(text) for text in (get_plotlyjs(), *scripts.values())]
    return _template("page.html.j2").render(
        about=about,
        blocks=_numbered(blocks),
        pages=pages,
        policy=policy(allowed),
        plotly=_packed(get_plotlyjs()),
        plotly_hash=allowed[0],
        data=_json(_data(blocks)),
        scripts={name: _inline(text) for name, text in scripts.items()},
        style=_inline(_read("page.css") + panels.Panel._css),
        prose=lambda text: prose.html(text, [page["name"] for page in pages]),
    )


def index(about: dict[str, Any]) -> str:
    """Write the page that leads to the others."""
    return _template("index.html.j2").render(
        **about,
        policy=policy([]),
        style=_inline(_read("page.css")),
        prose=lambda text: prose.html(text, [page["name"] for page in about["pages"]]),
    )


def policy(hashes: list[str]) -> str:
    """Allow the scripts of these hashes and nothing else: no address, no other script.

    Styles may stand in the page because Plotly writes them there; they can't fetch anything.
    """
    scripts = " ".join(f"'{each}'" for each in hashes) or "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _template(name: str) -> jinja2.Template:
    loader = jinja2.FileSystemLoader(HERE)
    kept = {"trim_blocks": True, "lstrip_blocks": True, "undefined": jinja2.StrictUndefined}
    return jinja2.Environment(loader=loader, autoescape=True, **kept).get_template(name)


@cache
def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _panel_module() -> str:
    """Let the page reach what panel.js exports: a script in a page has nobody to export to."""
    return re.sub(r"^export default", "globalThis.crossread =", panels.CODE, flags=re.M)


def _inline(text: str) -> str:
    """Check that a script or a style of ours does not end early where it stands in a page."""
    if re.search(r"</(script|style)|<!--", text, re.I):
        raise ValueError("a script or style that closes its own element can't stand in a page")
    return text


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _packed(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def _numbered(blocks: list[Block]) -> list[Block]:
    counts: dict[str, int] = {}
    numbered = []
    for block in blocks:
        counts[block["kind"]] = counts.get(block["kind"], -1) + 1
        numbered.append({**block, "number": counts[block["kind"]]})
    return numbered


def _data(blocks: list[Block]) -> dict[str, Any]:
    """Gather what the page's script draws."""
    figures = [block for block in blocks if block["kind"] == "figure"]
    return {
        "figures": [{**block["figure"], "receipts": block["receipts"]} for block in figures],
        "panels": [block["spec"] for block in blocks if block["kind"] == "panel"],
    }


def _json(value: Any) -> str:
    """Write JSON that can't leave the element in which it stands."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
