"""Shared pages in real browsers, opened from disk, without network or kernel."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import axe_playwright_python
import pypdfium2
import pytest
from playwright.sync_api import Locator, Page

from browser import firefox
from browser.conftest import SIZE
from browser.lab import Seen, shoot
from browser.shared import STEMS, data, drawn, make, opened, table, tree, words
from crossread import export
from test_notebooks import HOSTILE

CUT, N_WORDS = "02-chronology", 8
WORST = {
    "a.txt": HOSTILE,
    "b.txt": "=cmd|'/C calc'!A0 \"quoted\"\n\nBy Reuters\n14 March 2020\n\n"
    "[Click](javascript:alert(1)) and ![x](http://example.org/x.png), the minister said on "
    "13 March 2020. <svg onload=alert(1)> {{ 7 * 7 }} \u2028 &lt;b&gt; met the mayor.\n",
}


@pytest.fixture(scope="session")
def copies(tmp_path_factory) -> dict[str, Path]:
    """Make all copies that the tests below look at, side by side."""
    place = tmp_path_factory.mktemp("copies")
    raw = place / "data" / "raw"
    raw.mkdir(parents=True)
    for name, text in WORST.items():
        (raw / name).write_text(text, encoding="utf-8")
    few = (f"notebooks/{CUT}.ipynb", "--excerpts", str(N_WORDS))
    with ThreadPoolExecutor() as pool:
        jobs = {
            "whole": pool.submit(make, place / "whole"),
            "hostile": pool.submit(make, place / "hostile", CROSSREAD_DATA=str(raw.parent)),
            "cut": pool.submit(make, place / "cut", *few, SOURCE_DATE_EPOCH="86400"),
            "again": pool.submit(make, place / "again", *few, SOURCE_DATE_EPOCH="86400"),
        }
        return {name: job.result() for name, job in jobs.items()}


@pytest.fixture(scope="session")
def shared(copies) -> Path:
    return copies["whole"]


@pytest.fixture(params=STEMS, scope="module")
def path(shared, request) -> Path:
    return shared / f"{request.param}.html"


@pytest.fixture(scope="module")
def own(chromium, path) -> Iterator[Page]:
    """Open each page, one after the other, for all tests that leave it as it is."""
    watched = Seen()
    with chromium.new_context(viewport=SIZE) as context:
        watched.watch(context)
        context.set_default_timeout(60_000)
        yield opened(context.new_page(), path)
    assert (watched.outside, watched.errors) == ([], [])


def panels(page: Page) -> Iterator[tuple[Locator, dict]]:
    """Give each panel that filters rows, and what it is made from."""
    for i, spec in enumerate(
        page.evaluate("JSON.parse(document.getElementById('data').text).panels")
    ):
        if "figures" in spec:
            yield page.locator(f"[data-panel='{i}'] section.crossread"), spec


def narrowing(control: dict) -> str | int | None:
    """Find a value that leaves some of the rows; None where none does."""
    known = sorted({value for value in control["values"] if value is not None})
    if len(known) < 2:
        return None
    if control["kind"] == "search":
        return next(w for w in words(known[0]) if not all(w in str(v).lower() for v in known))
    return {"least": known[-1], "most": known[0]}[control["kind"]]


def test_every_control_of_every_panel_changes_the_figure(own):
    for panel, spec in panels(own):
        plot = panel.locator(".crossread-plot")
        for control in spec["controls"]:
            panel.get_by_role("button", name="Reset", exact=True).click()
            before, entry = drawn(plot), panel.get_by_label(control["caption"], exact=True)
            if control["kind"] == "choose":
                if len(control["options"]) < 2:
                    continue
                # without corrections the machine's table is the corrected one
                entry.select_option(index=2 if control["name"] == "shown" else 1)
            elif (asked := narrowing(control)) is not None:
                entry.fill(str(asked))
            else:
                continue
            assert drawn(plot) != before, control["name"]
            if not control.get("is_required"):
                assert (
                    not panel.locator(".crossread-status").inner_text().startswith(f"{spec['n']} ")
                )


def test_every_control_of_the_reading_room_changes_it(page, shared, seen):
    path = shared / f"{STEMS[0]}.html"
    rooms = [i for i, spec in enumerate(data(path)["panels"]) if "articles" in spec]
    room = opened(page, path).locator(f"[data-panel='{rooms[0]}'] section.crossread")
    heading = room.locator(".crossread-sheet .crossread-heading")
    before = heading.inner_text()
    room.get_by_label("Article", exact=True).select_option(index=1)
    assert heading.inner_text() != before
    room.get_by_label("Search", exact=True).fill("the")
    first = room.locator(".crossread-kwic tbody").inner_text()
    assert drawn(room.locator(".crossread-plot"))
    room.get_by_label("Sort by").select_option(index=1)
    assert room.locator(".crossread-kwic tbody").inner_text() != first
    n_all = room.locator(".crossread-kwic tbody tr").count()
    room.get_by_label("Search in").select_option(index=1)
    assert 0 < room.locator(".crossread-kwic tbody tr").count() < n_all
    assert seen.errors == []


def test_receipts_are_the_rows_of_the_table_word_for_word(own, shared):
    texts = {row["article_id"]: export.verbatim(row["text"]) for row in table(shared, "articles")}
    for panel, spec in panels(own):
        panel.get_by_role("button", name="Reset", exact=True).click()
        more = panel.get_by_role("button", name="Show more")
        while more.is_visible():
            more.evaluate("button => button.click()")
        listed = panel.locator(".crossread-receipts li")
        held = spec["receipts"]
        assert listed.locator("mark").all_text_contents() == held["text"]
        assert panel.get_by_text("word for word as in the file").count() == spec["n"]
        spans = zip(held["article_id"], held["start"], held["end"], strict=True)
        assert [texts[key][start:end] for key, start, end in spans] == held["text"]
        below = panel.locator("xpath=ancestor::*[@data-panel]/following-sibling::details")
        assert below.locator("tbody tr td:last-child").all_text_contents() == held["text"]


def receipts(figure: dict, page_data: dict) -> dict | None:
    own = figure["receipts"]
    return page_data["panels"][own] if isinstance(own, int) else own


def test_every_figure_of_the_argument_opens_receipts(own, path):
    held = data(path)
    for i, figure in enumerate(held["figures"]):
        if (spec := receipts(figure, held)) is None:  # its marks name no rows
            assert not any(trace.get("customdata") for trace in figure["data"])
            continue
        element = own.locator(f"[data-figure='{i}']")
        element.locator("details.behind summary").first.click()
        row = element.locator("tr[data-rows]").first
        rows = list(map(int, row.get_attribute("data-rows").split()))
        row.get_by_role("button").press("Enter")  # no mouse needed
        element.get_by_text(f"Receipts of the chosen mark: {len(rows)} of {spec['n']}").wait_for()
        shown = element.locator(".crossread-receipts mark").all_text_contents()
        assert shown == [spec["receipts"]["text"][row] for row in rows[:10]]


def test_a_mark_opens_its_receipts_and_says_so_when_pointed_at(own, path):
    held = data(path)["figures"]
    known = [i for i, figure in enumerate(held) if figure["receipts"] is not None]
    if not known:
        pytest.skip("no figure of this page stands for passages")
    element = own.locator(f"[data-figure='{known[0]}']")
    mark = element.locator(".plot :is(.barlayer .point path, .scatterlayer path.point)").first
    mark.scroll_into_view_if_needed()
    mark.hover(force=True)
    element.locator(".hoverlayer .hovertext").first.wait_for()
    box = mark.bounding_box()
    own.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    element.get_by_text("Receipts of the chosen mark").wait_for()


def test_a_figure_can_be_zoomed(own):
    plot = own.locator("[data-figure='0'] .plot")
    before = plot.evaluate("p => JSON.stringify(p._fullLayout.xaxis.range)")
    area = plot.locator(".nsewdrag").first
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    own.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
    own.mouse.down()
    own.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.8, steps=4)
    own.mouse.up()
    own.wait_for_function(
        "([p, r]) => JSON.stringify(p._fullLayout.xaxis.range) !== r",
        arg=[plot.element_handle(), before],
    )


def test_tables_sort_and_filter(own):
    for place in own.locator("main > .table:has(tbody tr)").all():
        rows = place.locator("tbody tr")
        column = place.locator("thead button").last
        at = place.locator("thead tr > *").count()
        cells = place.locator(f"tbody tr > :nth-child({at})")
        column.click()
        up = cells.all_text_contents()
        column.click()
        assert column.locator("xpath=..").get_attribute("aria-sort") == "descending"
        assert sorted(up) == sorted(cells.all_text_contents())
        assert up[0] == cells.all_text_contents()[-1] or len(set(up)) < len(up)
        entry = place.locator("xpath=preceding-sibling::*[1]").locator("input")
        if entry.count():
            entry.fill("zeppelin")
            assert rows.locator("visible=true").count() == 0
            entry.fill("")


def test_code_is_folded_and_one_click_opens_it(own):
    code = own.locator("details.code pre").first
    assert not code.is_visible()
    own.locator("details.code summary").first.click()
    assert code.is_visible()
    own.get_by_role("button", name="Fold all code").or_(
        own.get_by_role("button", name="Show all code")
    ).click()
    assert not code.is_visible()


def test_without_scripts_everything_that_argues_is_there(chromium, path):
    held = data(path)
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        stills = page.locator("img.still")
        assert stills.count() == len(held["figures"])
        assert all(image.get_attribute("alt") and image.is_visible() for image in stills.all())
        for behind in page.locator("details.behind").all():
            behind.locator("summary").click()
            assert behind.locator("tbody tr, p.part").first.is_visible()
    text = tree(path).text_content()
    for spec in held["panels"]:
        assert all(each in text for each in spec.get("receipts", {}).get("text", ()))
        for sheet in spec.get("articles", ()):
            assert all(sheet["text"][start:end] in text for start, end, _ in sheet["parts"])


def test_each_page_is_below_eight_megabytes(path):
    assert path.stat().st_size < 8_000_000


def test_a_page_runs_no_script_but_its_own_and_can_ask_for_nothing(page, shared, seen):
    opened(page, shared / f"{STEMS[0]}.html").evaluate(
        """() => { const script = document.createElement('script');
            script.textContent = 'window.crossreadBroken = true'; document.head.append(script); }"""
    )
    assert page.evaluate("window.crossreadBroken ?? null") is None
    asked = "fetch('data:text/plain,x').then(() => 'came', () => 'refused')"
    assert page.evaluate(asked) == "refused"
    assert len(seen.errors) >= 2
    assert all("Content Security Policy" in error for error in seen.errors)


def test_no_button_sends_a_chart_to_anybody(own):
    titles = own.locator(".modebar-btn").evaluate_all("all => all.map(b => b.dataset.title)")
    assert "Zoom" in titles
    assert not any("hare" in title or "loud" in title for title in titles)


@pytest.mark.parametrize("name", ["index", *STEMS])
def test_axe_finds_nothing(page, shared, name):
    page.goto((shared / f"{name}.html").as_uri())
    if name != "index":
        page.wait_for_selector("html[data-ready]")
        page.evaluate(
            """() => {  // every kind of row once: four hundred alike take a minute
                document.querySelectorAll("details").forEach(each => { each.open = true; });
                document.querySelectorAll("tr:nth-child(n+4)").forEach(each => each.remove()); }"""
        )
    axe = Path(axe_playwright_python.__file__).with_name("axe.min.js")
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []
    shoot(page, f"shared-{name}")


LOWEST = """plot => Array.from(plot.querySelectorAll(".main-svg text"))
    .filter(text => /\\w/.test(text.textContent) && text.getBoundingClientRect().height)
    .map(text => [text.getBoundingClientRect().bottom, text.textContent])
    .reduce((p, q) => (q[0] > p[0] ? q : p))[1]"""


def test_on_paper_figures_are_whole_and_links_spelt_out(own, path, tmp_path):
    own.pdf(path=tmp_path / "page.pdf", format="A4")
    pdf = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    sheets = [words(sheet.get_textpage().get_text_bounded()) for sheet in pdf]
    for element in own.locator("figure.chart").all():
        title = words(element.locator("figcaption").evaluate("c => c.firstChild.textContent"))
        foot = words(element.locator(".plot").evaluate(LOWEST))
        # the finding above a figure and the words at its foot stand on one sheet
        assert any(holds(sheet, title) and holds(sheet, foot) for sheet in sheets), title
    whole = words(" ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf))
    for link in tree(path).xpath("//main//a[contains(@href, '.html')]/@href"):
        assert holds(whole, words(link))


def holds(whole: list[str], part: list[str]) -> bool:
    return "".join(part) in "".join(whole)  # on paper, lines may end where words don't


def test_an_index_leads_to_every_page_and_every_table(page, shared, seen):
    page.goto((shared / "index.html").as_uri())
    assert page.locator("article.card").count() == len(STEMS)
    assert page.locator("article.card img").count() == len(STEMS)
    listed = page.locator("#tables ~ .table a").all_text_contents()
    assert listed and set(listed) == {path.name for path in (shared / "tables").glob("*.csv")} - {
        "dictionary.csv"
    }
    for link in tree(shared / "index.html").xpath("//a/@href"):
        assert link.startswith("#") or (shared / link).exists(), link
    assert seen.errors == []


def test_a_page_says_what_it_was_made_from(page, shared, path):
    page.goto(path.as_uri())
    said = page.locator("footer.stamp").inner_text()
    for fact in (
        "5 articles, SHA-256 f25b569b",
        "Corrections applied",
        "pandas",
        f"notebooks/{path.stem}.ipynb",
    ):
        assert fact in said


class TestHostile:
    @pytest.mark.parametrize("name", ["index", *STEMS])
    def test_words_of_articles_run_nothing_and_break_nothing(self, page, copies, seen, name):
        called = []
        page.on("dialog", lambda dialog: (called.append(dialog.message), dialog.dismiss()))
        path = copies["hostile"] / f"{name}.html"
        page.goto(path.as_uri())
        if name != "index":
            page.wait_for_selector("html[data-ready]")
            for panel, spec in panels(page):
                assert panel.locator(".crossread-status").inner_text().startswith(f"{spec['n']} ")
        assert page.locator("main img:not([src^='data:image/png']), main svg[onload]").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
        assert called == [] and seen.errors == []

    def test_its_words_are_shown_as_they_are(self, page, copies):
        opened(page, copies["hostile"] / f"{STEMS[0]}.html")
        assert (
            "<img src=x onerror=alert(1)> said </script> the title"
            in page.locator("main").inner_text()
        )

    def test_no_cell_of_a_table_is_a_formula(self, copies):
        for path in (copies["hostile"] / "tables").glob("*.csv"):
            for row in table(copies["hostile"], path.stem):
                assert not any(str(cell).startswith(("=", "+", "@")) for cell in row.values())
        titles = [row["title"] for row in table(copies["hostile"], "articles")]
        assert any(export.verbatim(title).startswith("=cmd|") for title in titles)


class TestExcerpts:
    def test_no_more_than_so_many_words_of_an_article_are_quoted(self, copies):
        whole = [row["text"] for row in table(copies["whole"], "articles")]
        listed = [words(text) for text in whole]
        runs = {tuple(w[i : i + N_WORDS + 1]) for w in listed for i in range(len(w) - N_WORDS)}
        for path in copies["cut"].rglob("*"):
            for text in quoted(path) if path.is_file() else ():
                said = words(text.replace("\u2026", " CUT "))
                for i in range(len(said) - N_WORDS):
                    assert tuple(said[i : i + N_WORDS + 1]) not in runs, (path.name, text[:200])

    def test_panels_still_open_and_say_what_is_left_out(self, page, copies, seen):
        opened(page, copies["cut"] / f"{CUT}.html")
        assert f"at most {N_WORDS} words" in page.locator(".notice").first.inner_text()
        for panel, spec in panels(page):
            assert spec["texts"] == {}
            assert panel.get_by_text("not compared").count() == min(10, spec["n"])
        assert seen.errors == []

    def test_the_same_input_gives_the_same_bytes(self, copies):
        names = sorted(p.relative_to(copies["cut"]) for p in copies["cut"].rglob("*.*"))
        assert names == sorted(p.relative_to(copies["again"]) for p in copies["again"].rglob("*.*"))
        for name in names:
            once, twice = ((copies[each] / name).read_bytes() for each in ("cut", "again"))
            assert once == twice, name

    def test_the_day_of_the_run_is_the_one_that_was_asked_for(self, page, copies):
        page.goto((copies["cut"] / "index.html").as_uri())
        assert "Run of 2 January 1970" in page.locator(".lead").inner_text()


def quoted(path: Path) -> Iterator[str]:
    """Give the texts that a file of a copy holds, but for the prose of a notebook's authors."""
    if path.suffix == ".csv":
        yield from path.read_text(encoding="utf-8").split(",")
    elif path.suffix == ".html":
        page = tree(path)
        for each in page.xpath("//*[@class='prose'] | //script | //style"):
            each.drop_tree()
        yield from page.itertext()
        yield from page.xpath("//@alt")
        yield from strings(data(path)) if page.xpath("//figure") else ()


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("<br>", " ")
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


@pytest.fixture(scope="module")
def fox(tmp_path_factory) -> Iterator[firefox.Firefox]:
    program = firefox.find()
    if not program and os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"no Firefox found: {firefox.HOW_TO_GET_ONE}", pytrace=False)
    if not program:
        pytest.skip(f"no Firefox found: {firefox.HOW_TO_GET_ONE}")
    with firefox.Firefox(program, tmp_path_factory.mktemp("profile")) as fox:
        yield fox


WAIT = """new Promise(done => { const look = () => document.documentElement.dataset.ready
    ? done(true) : setTimeout(look, 50); look(); })"""
CHOOSE = """(() => {  // the captions of controls that change nothing, whatever is chosen
    const idle = [];
    for (const panel of document.querySelectorAll("[data-panel] section.crossread")) {
        const plot = panel.querySelector(".crossread-plot");
        const state = () => JSON.stringify(plot?.data ?? 0) + panel.textContent;
        const search = panel.querySelector("input[type=search]");
        if (panel.querySelector(".crossread-sheet")) search.value = "the";
        search?.dispatchEvent(new Event("input"));
        for (const { ariaLabel } of panel.querySelectorAll(".crossread-bar select")) {
            const select = () => panel.querySelector(`.crossread-bar select[aria-label="${ariaLabel}"]`);
            const choose = (i) => { select().selectedIndex = i; select().dispatchEvent(new Event("change")); return state(); };
            const [old, before, n] = [select().selectedIndex, state(), select().options.length];
            const others = Array.from({ length: n }, (_, i) => i).filter((i) => i !== old);
            if (n > 2 && others.every((i) => choose(i) === before)) idle.push(ariaLabel);
            choose(old);
        }
    }
    return idle;
})()"""  # noqa: E501


@pytest.mark.parametrize("name", ["index", *STEMS])
def test_firefox_shows_the_same_and_asks_for_nothing(fox, shared, name):
    fox.requests.clear()
    path = shared / f"{name}.html"
    fox.open(path)
    if name != "index":
        assert fox.ask(WAIT)
        n = len(data(path)["figures"])
        assert (
            fox.ask("document.querySelectorAll('[data-figure] .plot .main-svg[role=img]').length")
            == n
        )
        assert fox.ask(CHOOSE) == []
    assert [url for url in fox.requests if not url.startswith(("file:", "data:"))] == []
    assert fox.errors == []
