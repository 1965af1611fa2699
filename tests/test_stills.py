"""What still images hold to be true."""

import base64
import sys

import plotly.graph_objects as go
import pytest

from crossread import stills


def notebook(*figures: go.Figure, **more: str) -> dict:
    outputs = [{"data": {stills.PLOTLY: figure.to_plotly_json(), **more}} for figure in figures]
    return {"cells": [{"outputs": outputs}, {"source": "prose"}]}


BAR, LINE = go.Figure(go.Bar(x=[1], y=[2])), go.Figure(go.Scatter(x=[1, 2], y=[2, 3]))


def test_a_figure_that_did_not_change_keeps_its_image(monkeypatch):
    monkeypatch.setattr(stills, "draw", lambda figures: ["new"] * len(figures))
    fresh = notebook(BAR, LINE)
    assert stills.add(fresh, notebook(BAR, **{stills.PNG: "old"})) == 0
    assert [data[stills.PNG] for data in stills.outputs(fresh)] == ["old", "new"]


def test_without_kaleido_figures_have_no_image_and_it_is_counted(monkeypatch):
    monkeypatch.setitem(sys.modules, "kaleido", None)
    fresh = notebook(BAR, LINE)
    assert stills.add(fresh, notebook()) == 2
    assert not any(stills.PNG in data for data in stills.outputs(fresh))


def test_without_a_chrome_figures_have_no_image(monkeypatch):
    errors = pytest.importorskip("kaleido.errors")

    async def missing(_: object) -> None:
        raise errors.ChromeNotFoundError

    monkeypatch.setattr(stills, "_images", missing)
    assert stills.draw([BAR.to_plotly_json()]) == []


@pytest.mark.browser
def test_an_image_is_a_small_png_and_the_same_each_time():
    once, twice = (stills.draw([BAR.to_plotly_json()]) for _ in range(2))
    if not once:
        pytest.skip(f"no image: {stills.NEEDS}")
    assert once == twice
    image = base64.b64decode(once[0])
    assert image.startswith(b"\x89PNG") and len(image) < 20_000
