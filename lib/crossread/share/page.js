// Draws what stands in a shared page: figures, panels, tables. Asks for no address.

const data = JSON.parse(document.getElementById("data").textContent);
const { render, receipts, make, CONFIG } = globalThis.crossread;

// --- plotly.js: packed in the page; the policy of the page knows its hash, so it may run

async function loadPlotly() {
  const packed = document.getElementById("plotly");
  const bytes = Uint8Array.from(atob(packed.textContent.trim()), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = make("script", { textContent: await new Response(stream).text() });
  document.head.append(script);
  packed.remove();
  return globalThis.Plotly;
}

// --- for keyboards, screen readers and paper

// the drawing is one image to a screen reader; its buttons stay reachable
function accessible(plot, alt) {
  plot.querySelectorAll(".main-svg").forEach((svg, i) => {
    if (i) return svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", alt());
  });
}

const SHEET = [660, 860]; // pixels that a figure may be wide and high in print

function fitted(plot) {
  const fit = Math.min(1, SHEET[0] / plot.offsetWidth, SHEET[1] / plot.offsetHeight);
  plot.style.setProperty("--paper", fit.toFixed(3));
}

function watch(plot, alt) {
  const settle = () => { accessible(plot, alt); fitted(plot); };
  plot.on("plotly_afterplot", settle);
  settle();
}

// --- figures of the argument

// the title stands above the figure as text, where it can wrap: its room is not needed
function untitled(layout) {
  const own = structuredClone(layout);
  if (!layout.title?.text) return own;
  const [finding, note = ""] = layout.title.text.split("<br><span");
  const lines = (text) => text.split("<br>").length;
  const room = Math.min(own.margin.t - 24, 14 + 24 * lines(finding) + (note && 17 * lines(note)));
  delete own.title;
  return { ...own, margin: { ...own.margin, t: own.margin.t - room }, height: own.height - room };
}

function behind(figure) {
  return typeof figure.receipts === "number" ? data.panels[figure.receipts] : figure.receipts;
}

function opener(figure, holder) {
  const spec = behind(figure);
  if (!spec) return () => {};
  const show = receipts(spec, holder);
  const close = make("button", { type: "button", textContent: "Close" });
  close.addEventListener("click", () => { holder.hidden = true; });
  return (rows) => {
    const own = [...new Set(rows)].filter((row) => row < spec.n);
    if (!own.length) return;
    holder.hidden = false;
    holder.focus();
    show(own, `Receipts of the chosen mark: ${own.length} of ${spec.n}`, close);
  };
}

function chart(Plotly, element) {
  const figure = data.figures[Number(element.dataset.figure)];
  const [caption, wide, still] = ["figcaption", ".wide", ".still"].map((each) => element.querySelector(each));
  const plot = wide.querySelector(".plot");
  const open = opener(figure, element.querySelector(".receipts"));
  const alt = () => still.alt ?? still.textContent;
  caption.hidden = wide.hidden = false;
  still.classList.add("drawn");
  return Plotly.newPlot(plot, figure.data, untitled(figure.layout), CONFIG).then(() => {
    watch(plot, alt);
    plot.on("plotly_click", (event) => open(event.points.flatMap((point) => rowsOf(point))));
    // without a mouse: each mark of the table behind opens its receipts, too
    for (const row of element.querySelectorAll("tr[data-rows]")) {
      const rows = row.dataset.rows.split(" ").map(Number);
      const button = make("button", { type: "button", textContent: `open ${rows.length}` });
      button.addEventListener("click", () => open(rows));
      row.cells[row.cells.length - 1].replaceChildren(button);
    }
  });
}

function rowsOf(point) {
  const numbers = point.pointNumbers ?? [point.pointNumber];
  return numbers.flatMap((i) => point.data.customdata?.[i] ?? []).filter(Number.isInteger);
}

// --- panels: the same script as in a notebook, on a model that no kernel stands behind

function model(spec) {
  const state = { spec, choice: {}, picked: [] };
  const heard = {};
  return {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; (heard[`change:${name}`] ?? []).forEach((each) => each()); },
    on: (event, each) => { (heard[event] ??= []).push(each); },
    off: (event, each) => { heard[event] = (heard[event] ?? []).filter((other) => other !== each); },
    save_changes() {},
    send() {},
  };
}

function panel(element) {
  element.replaceChildren();
  render({ model: model(data.panels[Number(element.dataset.panel)]), el: element });
  const plot = element.querySelector(".crossread-plot");
  if (!plot) return;
  const said = (html) => html.replace(/<[^>]*>/g, " ").replace(/&lt;/g, "<").replace(/&amp;/g, "&");
  const alt = () => `${said(plot.layout.title?.text ?? "")} ${element.querySelector(".crossread-status")?.textContent ?? ""}`;
  const observer = new MutationObserver(() => {
    if (!plot.querySelector(".main-svg")) return;
    observer.disconnect();
    watch(plot, alt);
  });
  observer.observe(plot, { childList: true, subtree: true });
}

// --- tables: sort by a column, filter by words

const asNumber = (text) => (/^[-\u2212]?[\d,]*\.?\d+(e[-+]?\d+)?$/i.test(text.trim()) ? Number(text.replace(/,/g, "").replace("\u2212", "-")) : NaN);

function compare(p, q) {
  const [a, b] = [asNumber(p), asNumber(q)];
  return Number.isNaN(a) || Number.isNaN(b) ? p.localeCompare(q, "en", { numeric: true }) : a - b;
}

function sortable(table, body) {
  const first = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = make("button", { type: "button", textContent: head.textContent });
    button.addEventListener("click", () => {
      const order = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort") ?? "none"];
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      if (order !== "none") head.setAttribute("aria-sort", order);
      const text = (row) => row.cells[column]?.textContent.trim() ?? "";
      const sign = order === "descending" ? -1 : 1;
      body.append(...(order === "none" ? first : [...first].sort((p, q) => sign * compare(text(p), text(q)))));
    });
    if (head.textContent) head.replaceChildren(button);
  });
}

function filtered(place, body, name) {
  const rows = Array.from(body.rows);
  const input = make("input", { type: "search", placeholder: "words in a row" });
  const count = make("span", { className: "count" });
  count.setAttribute("aria-live", "polite");
  input.setAttribute("aria-label", `Filter ${name}`);
  const apply = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row) => { row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word)); });
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
  };
  input.addEventListener("input", apply);
  place.before(make("div", { className: "filter" }, make("label", {}, "Filter ", input), " ", count));
  apply();
}

function table(place) {
  const [element] = place.getElementsByTagName("table");
  const body = element.tBodies[0];
  sortable(element, body);
  if (body.rows.length > 3) filtered(place, body, place.getAttribute("aria-label"));
}

// --- the page

function foldAll() {
  const button = document.querySelector(".all-code");
  const folds = document.querySelectorAll("details.code");
  button.hidden = !folds.length;
  button.addEventListener("click", () => {
    const open = !folds[0].open;
    folds.forEach((fold) => { fold.open = open; });
    button.textContent = open ? "Fold all code" : "Show all code";
  });
}

async function start() {
  foldAll();
  const Plotly = await loadPlotly();
  for (const element of document.querySelectorAll("[data-figure]")) await chart(Plotly, element);
  document.querySelectorAll(".table").forEach(table);
  document.querySelectorAll("[data-panel]").forEach(panel);
  document.documentElement.dataset.ready = "yes";
}

start();
