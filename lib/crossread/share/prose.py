"""Turn Markdown into HTML that runs nothing, asks for nothing and links to pages, not notebooks."""

import re
from collections.abc import Collection
from typing import Any

import mistune


def html(markdown: str, pages: Collection[str]) -> str:
    """Render Markdown; HTML inside it is shown as text, and an image as its words.

    `pages` are the names of the notebooks that are shared: links to them lead to their pages,
    links to other notebooks become plain words.
    """
    return str(mistune.create_markdown(renderer=_Renderer(pages), plugins=["table"])(markdown))


def finding(notebook: Any) -> dict[str, str]:
    """Read a notebook's title, question and finding from its first cell."""
    parts = [*str(notebook["cells"][0]["source"]).split("\n\n"), "", "", ""]
    return {"title": parts[0].lstrip("# "), "question": parts[1].strip("*"), "finding": parts[2]}


class _Renderer(mistune.HTMLRenderer):
    def __init__(self, pages: Collection[str]) -> None:
        super().__init__(escape=True)
        self.pages = pages

    def heading(self, text: str, level: int, **attributes: Any) -> str:
        key = re.sub(r"[^a-z0-9]+", "-", re.sub("<.*?>", "", text).lower()).strip("-")
        return f'<h{level} id="{key}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        stem, is_notebook, rest = url.partition(".ipynb")
        if is_notebook and stem not in self.pages:
            return text
        return super().link(text, f"{stem}.html{rest}" if is_notebook else url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text
