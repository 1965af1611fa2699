"""Draw figures as still images, for where no script runs: on GitHub, on paper, with scripts off."""

import asyncio
import base64
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

PLOTLY = "application/vnd.plotly.v1+json"
PNG = "image/png"
NEEDS = "install the packages kaleido and pillow, and Chromium or Chrome"
WIDTH = 920  # pixels
COLOURS = 128  # of an image: a quarter of the bytes, and the colours of the suite stay as they are


def add(notebook: Any, stored: Any) -> int:
    """Put a still image beside each Plotly figure; return how many figures have none.

    A figure that `stored`, the same notebook as it was before, holds unchanged keeps its image:
    fonts differ from one machine to the next, and an image should change with its figure only.
    """
    known = {_key(data): data[PNG] for data in outputs(stored) if PNG in data}
    missing = [data for data in outputs(notebook) if _key(data) not in known]
    known |= zip(map(_key, missing), draw([data[PLOTLY] for data in missing]), strict=False)
    for data in outputs(notebook):
        if _key(data) in known:
            data[PNG] = known[_key(data)]
    return sum(PNG not in data for data in outputs(notebook))


def outputs(notebook: Any) -> Iterator[dict[str, Any]]:
    """Give what each output that shows a Plotly figure holds, by media type."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if PLOTLY in output.get("data", {}):
                yield output["data"]


def draw(figures: list[dict[str, Any]]) -> list[str]:
    """Draw Plotly figures as PNG in base64; none of them where there is no kaleido or no Chrome."""
    if not figures:
        return []
    try:
        import PIL  # noqa: F401
        from kaleido import errors
    except ModuleNotFoundError:
        return []
    with ThreadPoolExecutor(1) as pool:  # a caller, such as a kernel, may have an event loop
        try:
            images = pool.submit(asyncio.run, _images(figures)).result()
        except (errors.ChromeNotFoundError, errors.BrowserFailedError):
            return []
    return [base64.b64encode(_small(image)).decode() for image in images]


async def _images(figures: list[dict[str, Any]]) -> list[bytes]:
    import kaleido

    async with kaleido.Kaleido(n=1, mathjax=False) as drawer:
        return [await drawer.calc_fig(_bare(figure), _options(figure)) for figure in figures]


def _bare(figure: dict[str, Any]) -> dict[str, Any]:
    return {"data": figure["data"], "layout": figure["layout"]}


def _options(figure: dict[str, Any]) -> dict[str, Any]:
    return {"format": "png", "width": WIDTH, "height": figure["layout"].get("height", 450)}


def _small(image: bytes) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(image)) as drawn:
        few = drawn.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=0)
    few.putpalette(
        [255 if each > 250 else each for each in few.getpalette() or ()]
    )  # white is white
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _key(data: dict[str, Any]) -> str:
    return repr(_bare(data[PLOTLY]))
