// Controls -> rows -> redraw -> receipts. Works with a kernel (choices come back to Python) and without one.
// Article text is data: it enters the page by textContent only.

const PAGE = 10; // receipts shown at a time
// plotly.js would offer to upload a chart to its makers: what is read here stays here
const CONFIG = { responsive: true, displaylogo: false, plotlyServerURL: "", modeBarButtonsToRemove: ["sendChartToCloud"] };
const CONTEXT = 160; // characters on either side of an excerpt

// --- plotly.js: from the page, else from the kernel, which sends the copy in the plotly wheel

const PATIENCE = 20000; // milliseconds

// JupyterLab shows the stored image of a figure until the mouse enters it, and only then has plotly.js
function fromLab(resolve) {
  document.querySelector(".jp-RenderedPlotly img.plot-img")?.dispatchEvent(new Event("mouseenter"));
  if (globalThis.Plotly) resolve(globalThis.Plotly);
}

function fromKernel(model) {
  let look, timer;
  return new Promise((resolve, reject) => {
    look = setInterval(fromLab, 500, resolve);
    timer = setTimeout(() => reject(new Error("The figure needs plotly.js: run the notebook once.")), PATIENCE);
    model.on("msg:custom", (message, buffers) => {
      if (message.kind !== "plotly.js") return;
      const script = document.createElement("script");
      const url = URL.createObjectURL(new Blob([buffers[0]], { type: "text/javascript" }));
      const amd = globalThis.define; // plotly.js would register itself with a module loader
      globalThis.define = undefined;
      script.onload = () => { globalThis.define = amd; URL.revokeObjectURL(url); resolve(globalThis.Plotly); };
      script.src = url;
      document.head.append(script);
    });
    model.send({ kind: "plotly.js" });
  }).finally(() => { clearInterval(look); clearTimeout(timer); });
}

function loadPlotly(model) {
  if (globalThis.Plotly) return Promise.resolve(globalThis.Plotly);
  if (!globalThis.crossreadPlotly) {
    globalThis.crossreadPlotly = fromKernel(model);
    globalThis.crossreadPlotly.catch(() => { globalThis.crossreadPlotly = undefined; });
  }
  return globalThis.crossreadPlotly;
}

// --- small helpers

// lists of texts come as numbers into one list of all texts: the twin of packed() in packing.py
function unpacked(sent) {
  if (!sent.packed) return sent;
  const unpack = (value) => {
    if (Array.isArray(value)) return value.map(unpack);
    if (value === null || typeof value !== "object") return value;
    if ("numbers of texts" in value) return value["numbers of texts"].map((n) => (n < 0 ? null : sent.texts[n]));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unpack(each)]));
  };
  return unpack(sent.packed);
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// the label holds its control: no ids, of which two panels on a page might choose the same
function labelled(text, control) {
  control.setAttribute("aria-label", text);
  return make("label", { className: "crossread-control" }, make("span", { textContent: text }), control);
}

// offsets count code points; strings of JavaScript count UTF-16 units
function slicer(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (start, end) => text.slice(Math.max(start, 0), Math.max(end, 0));
  const points = Array.from(text);
  return (start, end) => points.slice(Math.max(start, 0), Math.max(end, 0)).join("");
}

function pattern(query) {
  return new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
}

// --- the filter: the twin of narrow() in panels.py

function keeps(controls, choice, n) {
  const tests = [];
  for (const control of controls) {
    const chosen = choice[control.name];
    if (control.is_required) continue; // it chooses how to show, not what
    if (chosen === undefined || chosen === null || chosen === "") continue;
    const values = control.values;
    if (control.kind === "choose") tests.push((i) => values[i] === control.options[chosen]);
    else if (control.kind === "search") { const wanted = pattern(chosen); tests.push((i) => values[i] !== null && values[i].search(wanted) >= 0); }
    else if (control.kind === "least") tests.push((i) => values[i] !== null && values[i] >= chosen);
    else if (control.kind === "most") tests.push((i) => values[i] !== null && values[i] <= chosen);
  }
  return Array.from({ length: n }, (_, i) => tests.every((test) => test(i)));
}

// keep those points of every trace that stand for a kept row: arrays as long as customdata belong to points
function subset(value, length, kept) {
  if (Array.isArray(value)) return value.length === length ? value.filter((_, i) => kept[i]) : value;
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, subset(v, length, kept)]));
  return value;
}

// a mark's area counts its rows: diameter = least + growth * root of the count, up to most beyond the least
const discs = (counts, least, growth, most) => counts.map((n) => least + Math.min(growth * Math.sqrt(n), most));

// a bar that sums up a quantity of its rows: meta.weights lists it beside customdata
const weighed = (trace, mask) => trace.customdata.map((rows, i) => [rows].flat().reduce((sum, row, j) => sum + (mask[row] ? [trace.meta.weights[i]].flat()[j] : 0), 0));

// what is left of each mark of a trace: `customdata`, `counts` and, of quantities, `sums`
function left(trace, mask) {
  const behind = trace.customdata.map((rows) => [rows].flat().filter((row) => mask[row]));
  return { customdata: behind, counts: behind.map((rows) => rows.length), sums: trace.meta?.sums && weighed(trace, mask) };
}

function redrawn(figure, tally) {
  return figure.data.map((trace, t) => {
    if (!Array.isArray(trace.customdata)) return structuredClone(trace);
    const { customdata = trace.customdata, counts, sums } = tally(trace, t);
    const own = { ...structuredClone(trace), customdata };
    if (trace.meta?.counts) own[trace.meta.counts] = counts;
    if (trace.meta?.sums) own[trace.meta.sums] = sums;
    if (trace.meta?.sizes) own.marker.size = discs(counts, ...trace.meta.sizes);
    return subset(own, counts.length, counts.map((n) => n > 0));
  });
}

// --- receipts

function receipt(spec, slices, i) {
  const { article_id: article, start, end, text } = Object.fromEntries(Object.entries(spec.receipts).map(([k, v]) => [k, v[i]]));
  const place = make("p", { className: "crossread-place" }, spec.labels[article] ?? article, ` \u00b7 characters ${start}\u2013${end}`);
  const slice = slices(article);
  if (!slice) return make("li", {}, place, make("blockquote", { textContent: text }), make("p", { className: "crossread-check", textContent: "not compared: the article's text is not in this page" }));
  const same = slice(start, end) === text;
  const check = make("p", { className: same ? "crossread-check" : "crossread-check crossread-differs" });
  check.textContent = same ? "\u2713 word for word as in the file" : `\u2717 differs from the file, which has here: ${slice(start, end)}`;
  const around = (words) => make("span", { className: "crossread-context", textContent: words.replace(/\s*\n\s*/g, "\n") });
  const [before, after] = [slice(start - CONTEXT, start), slice(end, end + CONTEXT)]; // cut between words
  const lead = slice(0, start - CONTEXT) ? before.replace(/^\S*\s/, "\u2026 ") : before;
  const tail = slice(end + CONTEXT, end + CONTEXT + 1) ? after.replace(/\s\S*$/, " \u2026") : after;
  const quote = make("blockquote", {}, around(lead), make("mark", { textContent: text }), around(tail));
  return make("li", {}, place, quote, check);
}

// `dress` may add to a receipt
function receipts(spec, holder, dress = (item) => item) {
  const known = new Map();
  const slices = (article) => {
    if (!(article in spec.texts)) return null;
    if (!known.has(article)) known.set(article, slicer(spec.texts[article]));
    return known.get(article);
  };
  return (rows, heading, back) => {
    const list = make("ol", { className: "crossread-receipts" });
    const more = make("button", { type: "button" });
    let shown = 0;
    const grow = () => {
      list.append(...rows.slice(shown, shown + PAGE).map((i) => dress(receipt(spec, slices, i), i, slices)));
      shown = Math.min(rows.length, shown + PAGE);
      more.textContent = `Show more (${rows.length - shown} left)`;
      more.hidden = shown >= rows.length;
    };
    more.addEventListener("click", grow);
    grow();
    const title = make("p", { className: "crossread-heading", textContent: heading });
    if (back) title.append(" ", back);
    holder.replaceChildren(title, list, more);
  };
}

// --- controls

function chooser(control, choice, change) {
  const counts = new Map();
  const counted = control.counted ?? control.values ?? []; // without what the rules alone have
  for (const value of counted) counts.set(value, (counts.get(value) ?? 0) + 1);
  const select = make("select");
  const one = control.is_required; // one of the options always holds, the first at the start
  if (!one) select.add(new Option(`all (${counted.length})`, ""));
  control.options.forEach((option, i) => select.add(new Option(one ? option : `${option ?? "not stated"} (${counts.get(option) ?? 0})`, String(i))));
  if (control.more) select.add(make("option", { disabled: true, text: `and ${control.more} that are rarer: search for them` }));
  select.addEventListener("change", () => change(control.name, select.value === "" ? null : Number(select.value)));
  let told = null;
  const recount = () => { // once the kernel has counted all rows
    [control.n, ...control.counts].forEach((n, i) => { select.options[i].text = select.options[i].text.replace(/\d+\)$/, `${n})`); });
    told = control.counts;
  };
  return [select, () => { if (control.counts && told !== control.counts) recount(); select.value = String(choice()[control.name] ?? (one ? 0 : "")); }];
}

function entry(control, choice, change) {
  const type = control.kind === "search" ? "search" : control.is_date ? "date" : "number";
  const input = make("input", { type });
  if (control.kind === "search") input.placeholder = "words in the text";
  const read = () => (input.value === "" ? null : type === "number" ? Number(input.value) : input.value);
  input.addEventListener("input", () => change(control.name, read()));
  return [input, () => { const value = String(choice()[control.name] ?? ""); if (input.value !== value) input.value = value; }];
}

function bar(spec, model, change) {
  const choice = () => model.get("choice");
  const built = spec.controls.map((control) => [control, ...(control.kind === "choose" ? chooser : entry)(control, choice, change)]);
  const reset = make("button", { type: "button", textContent: "Reset" });
  reset.addEventListener("click", () => change(null));
  const element = make("div", { className: "crossread-bar" }, ...built.map(([control, input]) => labelled(control.caption, input)), reset);
  return [element, () => built.forEach(([, , sync]) => sync())];
}

function setter(model) {
  return (name, value) => {
    model.set("picked", []);
    model.set("choice", name === null ? {} : { ...model.get("choice"), [name]: value });
    model.save_changes();
  };
}

// a figure drawn before its place is on the page has no width yet
function fit(Plotly, plot) {
  const observer = new ResizeObserver(() => { if (plot.data && plot.offsetWidth) Plotly.Plots.resize(plot); });
  observer.observe(plot);
  return observer;
}

function frame(el, spec) {
  const plot = make("div", { className: "crossread-plot", role: "figure", "aria-label": spec.label });
  const status = make("p", { className: "crossread-status", "aria-live": "polite" });
  const below = make("div", { className: "crossread-below", tabIndex: 0, role: "region", "aria-label": `receipts: ${spec.label}` });
  const root = make("section", { className: "crossread", "aria-label": spec.label });
  el.replaceChildren(root);
  return { root, plot, status, below };
}

// --- explore: filter rows, redraw the figure, open receipts

function explore(model, el) {
  const spec = unpacked(model.get("spec"));
  const { root, plot, status, below } = frame(el, spec);
  const [controls, sync] = bar(spec, model, setter(model));
  root.append(controls, status, make("div", { className: "crossread-scroll" }, plot), below);
  let counted = null; // what the kernel has counted of all rows, where there are more than here
  const kernel = spec.n_all && counter(model, spec, root, (answer) => { counted = answer; draw(); });
  const correcting = spec.correct && corrector(model, spec);
  if (correcting) root.insertBefore(correcting.element, below);
  const show = receipts(spec, below, correcting?.dress);
  const correctingAll = kernel && spec.correct && corrector(model, kernel.whole);
  const showAll = kernel && receipts(kernel.whole, below, correctingAll?.dress);
  const all = make("button", { type: "button", textContent: "Show all" });
  all.addEventListener("click", () => { model.set("picked", []); model.save_changes(); });
  let Plotly = null;

  // rows that the rules alone have, and those that people corrected, are not shown at once
  const isShown = (i) => (spec.correct ? (spec.states?.[i] ?? 0) !== LEFT_OUT[model.get("choice").shown ?? 0] : true);
  const size = () => Array.from({ length: spec.n }, (_, i) => isShown(i)).filter(Boolean).length;

  function list(mask) {
    const picked = model.get("picked").filter((i) => mask[i]);
    const rows = picked.length ? picked : mask.flatMap((kept, i) => (kept ? [i] : []));
    const heading = picked.length ? `Receipts of the chosen mark: ${picked.length} of ${size()}` : `Receipts: ${rows.length} of ${size()}`;
    show(rows, heading, picked.length ? all : null);
  }

  // a title is counted from all rows, and says so where not all are drawn
  function laidOut(layout, whose) {
    const own = { ...structuredClone(layout), autosize: true };
    if (whose && own.title?.text) own.title.text = `Of ${whose} ${spec.unit}: ${own.title.text}`;
    return own;
  }

  function drawCounted({ n, of, n_listed: listed, n_picked: picked, at, figure, tallies }) {
    status.textContent = `${grouped(n)} of ${grouped(of)} ${spec.unit}${n ? "" : ": none fits this choice"}`;
    sync();
    if (correcting) { correcting.element.replaceWith(correctingAll.element); correctingAll.recall(); }
    const first = at.length < listed ? `the first ${at.length} of ` : "";
    showAll(at, picked === null ? `Receipts: ${first}${grouped(listed)} of ${grouped(of)}` : `Receipts of the chosen mark: ${first}${grouped(picked)}`, picked === null ? null : all);
    if (Plotly) Plotly.react(plot, redrawn(figure, (_, t) => tallies[t]), laidOut(figure.layout, n < of && `all ${grouped(of)}`), CONFIG);
  }

  function draw() {
    if (counted) { drawCounted(counted); return; }
    correctingAll?.element.replaceWith(correcting.element);
    const mask = keeps(spec.controls, model.get("choice"), spec.n).map((kept, i) => kept && isShown(i));
    const n = mask.filter(Boolean).length;
    status.textContent = `${n} of ${size()} ${spec.unit}${n ? "" : spec.n && !size() ? ": no correction changes any" : ": none fits this choice"}${spec.left_out ? ` (${spec.left_out})` : ""}`;
    sync();
    list(mask);
    const figure = (spec.others?.[model.get("choice").shown - 1] ?? spec.figures)[model.get("choice").view ?? 0];
    const whose = kernel ? `a sample of ${grouped(size())}` : n < size() && `all ${size()}`;
    if (Plotly) Plotly.react(plot, redrawn(figure, (trace) => left(trace, mask)), laidOut(figure.layout, whose), CONFIG);
  }

  let drawing = null; // a change of what is chosen comes with one of what is picked
  const changed = () => {
    if (!kernel) { draw(); return; }
    clearTimeout(drawing);
    drawing = setTimeout(() => { if (!kernel.isLive()) { counted = null; draw(); } kernel.ask(); }, 0);
  };
  model.on("change:choice", changed);
  model.on("change:picked", changed);
  draw();
  loadPlotly(model).then((loaded) => {
    Plotly = loaded;
    draw();
    fit(Plotly, plot);
    plot.on("plotly_click", (event) => {
      const rows = event.points.flatMap((point) => {
        const behind = point.data.customdata?.[point.pointNumber];
        return counted && behind !== undefined ? [[point.curveNumber, behind]] : behind;
      });
      model.set("picked", [...new Set(rows.filter((row) => row !== undefined))]);
      model.save_changes();
    });
  }, (error) => { plot.textContent = error.message; });
  return () => { model.off("change:choice", changed); model.off("change:picked", changed); if (kernel) kernel.stop(); if (Plotly) Plotly.purge(plot); };
}

// --- read: an article with its parts marked, and key words in context

const WIDTH = 60; // characters of context on either side of a key word

// whole words only, white space as one space
const parts = (text, at) => /\S/.test(text.charAt(at)); // a cut here parts a word
const before = (text, at) => text.slice(Math.max(0, at - WIDTH), at).replace(parts(text, at - WIDTH - 1) ? /^\S*/ : "", "").trim().replace(/\s+/g, " ");
const after = (text, at) => text.slice(at, at + WIDTH).replace(parts(text, at + WIDTH) ? /\S*$/ : "", "").trim().replace(/\s+/g, " ");

// the twin of kwic() in panels.py
function hits(articles, query) {
  if (!query.trim()) return [];
  const wanted = pattern(query.trim());
  return articles.flatMap((article, a) => Array.from(article.text.matchAll(wanted), (found) => ({
    a, start: found.index, end: found.index + found[0].length, word: found[0],
    left: before(article.text, found.index),
    right: after(article.text, found.index + found[0].length),
  })));
}

const backwards = (text) => text.toLowerCase().trim().split(/\s+/).reverse().join(" ");
const ORDERS = {
  position: () => 0,
  left: (p, q) => backwards(p.left).localeCompare(backwards(q.left)),
  right: (p, q) => p.right.trim().localeCompare(q.right.trim()),
};

function page(article, wanted, target) {
  const slice = slicer(article.text);
  const paragraphs = article.parts.map(([start, end, part]) => {
    const body = make("p", { "data-start": start, "data-end": end, className: `crossread-part crossread-${part}` }, make("span", { className: "crossread-tag", textContent: part }));
    const text = slice(start, end);
    let at = 0;
    for (const found of wanted ? text.matchAll(wanted) : []) {
      body.append(text.slice(at, found.index), make("mark", { textContent: found[0] }));
      at = found.index + found[0].length;
    }
    body.append(text.slice(at));
    return body;
  });
  target.replaceChildren(make("p", { className: "crossread-heading", textContent: article.label }), ...paragraphs);
}

function dispersion(articles, found, chosen) {
  const names = articles.map((article) => article.label);
  const inScope = chosen === null ? articles.map((_, a) => a) : [chosen];
  const y = (a) => names[a];
  return {
    data: [{ type: "scatter", mode: "markers", x: found.map((hit) => (100 * hit.start) / articles[hit.a].text.length), y: found.map((hit) => y(hit.a)),
      text: found.map((hit) => hit.word.replace(/</g, "&lt;")), hovertemplate: "%{text}, %{x:.0f} % into the text<extra></extra>",
      marker: { symbol: "line-ns-open", size: 18, line: { width: 2 }, color: "#0072B2" } }],
    layout: { height: 90 + 34 * inScope.length, margin: { l: 10, r: 10, t: 10, b: 44 }, showlegend: false, font: { size: 13 },
      xaxis: { title: { text: "position in the text, %" }, range: [-1, 101] },
      yaxis: { automargin: true, type: "category", categoryorder: "array", categoryarray: inScope.map(y).reverse(), range: [-0.5, inScope.length - 0.5] } },
  };
}

function concordance(found, articles, open) {
  const rows = found.map((hit) => {
    const word = make("button", { type: "button", textContent: hit.word, title: "open the article here" });
    word.addEventListener("click", () => open(hit));
    return make("tr", {}, make("td", { className: "crossread-left", textContent: hit.left }), make("td", { className: "crossread-word" }, word), make("td", { textContent: hit.right }), make("td", { className: "crossread-place", textContent: articles[hit.a].label }));
  });
  const head = make("tr", {}, ...["before", "key word", "after", "article"].map((textContent) => make("th", { scope: "col", textContent })));
  return make("table", { className: "crossread-kwic" }, make("thead", {}, head), make("tbody", {}, ...rows));
}

function read(model, el) {
  const spec = unpacked(model.get("spec"));
  const articles = spec.articles;
  const { root, plot, status, below } = frame(el, spec);
  const change = setter(model);
  const everything = spec.controls;
  const [controls, sync] = bar(spec, model, change);
  const lines = make("div", { className: "crossread-lines", tabIndex: 0, role: "region", "aria-label": "key words in context" });
  const sheet = make("div", { className: "crossread-sheet", tabIndex: 0, role: "region", "aria-label": "the article" });
  root.append(controls, status, make("div", { className: "crossread-scroll" }, plot), lines, sheet);
  if (spec.correct && articles.length) root.append(corrector(model, spec).adder(sheet, () => articles[model.get("choice").article ?? 0]));
  let Plotly = null;

  function open(hit) {
    change("article", hit.a);
    const marks = sheet.querySelectorAll("mark");
    const nth = hits([articles[hit.a]], model.get("choice").search ?? "").findIndex((other) => other.start === hit.start);
    marks[nth]?.scrollIntoView({ block: "nearest" });
  }

  function draw() {
    const { article = null, search = "", order = null, scope = null } = model.get("choice");
    const chosen = article ?? 0;
    const only = everything.find((control) => control.name === "scope").options[scope ?? 0] === "this article";
    const found = hits(articles, search ?? "").filter((hit) => !only || hit.a === chosen);
    found.sort(ORDERS[everything.find((control) => control.name === "order").options[order ?? 0]]);
    const inArticles = new Set(found.map((hit) => hit.a)).size;
    const said = search?.trim() ? `${found.length} hits for \u201c${search.trim()}\u201d in ${inArticles} of ${only ? 1 : articles.length} articles` : `${articles.length} of ${spec.n} ${spec.unit}; search to see key words in context`;
    status.textContent = said + (spec.left_out ? ` (${spec.left_out})` : "");
    sync();
    lines.replaceChildren(...(found.length ? [concordance(found, articles, open)] : []));
    if (articles.length) page(articles[chosen], search?.trim() ? pattern(search.trim()) : null, sheet);
    plot.hidden = !search?.trim();
    if (Plotly && !plot.hidden) {
      const figure = dispersion(articles, found, only ? chosen : null);
      Plotly.react(plot, figure.data, figure.layout, CONFIG);
    }
  }

  const changed = () => draw();
  model.on("change:choice", changed);
  draw();
  loadPlotly(model).then((loaded) => { Plotly = loaded; draw(); fit(Plotly, plot); }, () => { plot.remove(); });
  return () => { model.off("change:choice", changed); if (Plotly) Plotly.purge(plot); };
}

export default {
  render({ model, el }) {
    const spec = unpacked(model.get("spec"));
    return (spec.articles ? read : spec.pairs ? compare : explore)(model, el);
  },
  receipts, // a shared page opens those of its figures with them
  make,
  CONFIG,
};
