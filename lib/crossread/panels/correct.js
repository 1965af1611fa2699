// --- correct: what a reader decides becomes a line of corrections.csv. Joined to panel.js, whose helpers it uses.

const LEFT_OUT = [1, 2, 0]; // by what is shown, the state of the rows that are not: the twin of LEFT_OUT in filtering.py
const ANSWERED = 5000; // milliseconds in which a kernel that has nothing else to do has answered
const CELLS = ["correction_id", "when", "who", "table", "action", "column", "was", "is", "why", "which", "sha256", "start", "end", "text"];
const LATER = "Figures count it when the notebook is run again.";
const DEEDS = { accept: "right", reject: "rejected", change: "changed", add: "added", merge: "merged", split: "split" };

// the reader's name is asked for once and stays in this browser
const reader = {
  name: "",
  get() { try { return localStorage.getItem("crossread-name") ?? this.name; } catch { return this.name; } },
  set(name) { this.name = name; try { localStorage.setItem("crossread-name", name); } catch { /* a page from disk may keep nothing */ } },
};

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// the twin of written() in corrections/log.py
function written(decision) {
  const marked = (cell) => String(cell ?? "").replace(/[\n\r\\]/g, (sign) => ({ "\n": "\\n", "\r": "\\r", "\\": "\\\\" })[sign]);
  return CELLS.map((name) => `"${marked(decision[name]).replace(/"/g, '""')}"`).join(",");
}

// a page that was shared has no kernel; one that is busy answers when it is done
function asker(model) {
  const waiting = new Map();
  model.on("msg:custom", (message) => { if (message.kind === "answer") waiting.get(message.ask)?.(message); });
  return (message, late) => new Promise((resolve) => {
    if (!("widget_manager" in model)) return resolve(null);
    const ask = random();
    const timer = setTimeout(resolve, ANSWERED, null);
    waiting.set(ask, (answer) => { clearTimeout(timer); resolve(answer); late?.(answer); });
    model.send({ ...message, ask });
  });
}

// --- where selected or typed words stand: signs that are no white space are counted, as a receipt folds line ends

const dense = (text) => Array.from(text.replace(/\s/g, "")).length;

function chosen(holder, stretch, skipped = "") {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!holder.contains(range.startContainer) || !holder.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(holder, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const first = dense(before.toString()) - dense(skipped), n = dense(range.toString());
  if (first < 0 || !n) return null;
  const places = Array.from(stretch).flatMap((sign, i) => (/\s/.test(sign) ? [] : [i]));
  return [places[first], places[first + n - 1] + 1];
}

function typed(words, stretch) {
  const found = words.trim() ? Array.from(stretch.matchAll(new RegExp(pattern(words.trim()).source, "gu"))) : [];
  if (found.length !== 1) throw new Error(found.length ? `These words stand here ${found.length} times: select them, or type more of them.` : "These words do not stand here: type them as they are written.");
  const start = Array.from(stretch.slice(0, found[0].index)).length;
  return [start, start + Array.from(found[0][0]).length];
}

// --- forms

let lists = 0;

function field({ name, caption, value = "", options, listed, hint, required = true }) {
  const input = options?.length ? make("select", { name }) : make("input", { name, type: "text", placeholder: hint ?? "", autocomplete: "off" });
  for (const option of options ?? []) input.add(Array.isArray(option) ? new Option(option[1], option[0]) : new Option(option, option));
  if (listed) input.setAttribute("list", listed);
  input.value = value;
  if (options?.length && input.selectedIndex < 0) input.selectedIndex = 0;
  input.required = required;
  return labelled(caption, input);
}

// one form at a time below a receipt; Escape closes it
function opened(holder, opener, title, fields, save) {
  const told = make("p", { className: "crossread-told" });
  told.setAttribute("role", "status");
  const own = [
    { name: "why", caption: "Why", required: false },
    { name: "who", caption: "Your name", value: reader.get() },
  ];
  const button = make("button", { type: "submit", textContent: "Save" });
  const close = make("button", { type: "button", textContent: "Cancel" });
  const form = make("form", { className: "crossread-form" }, make("p", { className: "crossread-heading", textContent: title }), ...fields, ...own.map(field), button, close, told);
  form.setAttribute("aria-label", title);
  const shut = () => { holder.replaceChildren(); opener.focus(); };
  close.addEventListener("click", shut);
  form.addEventListener("keydown", (event) => {
    event.stopPropagation(); // keys are JupyterLab's commands elsewhere
    if (event.key === "Escape") shut();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    reader.set(values.who.trim());
    button.disabled = true;
    try { await save(values, told); } catch (error) { told.textContent = error.message; }
    button.disabled = false;
  });
  holder.replaceChildren(form);
  form.querySelector("input:not([type=hidden]), select").focus();
  return form;
}

// what to do with a line that no kernel took
function kept(told, file, line) {
  const area = make("textarea", { readOnly: true, rows: 3, value: line });
  area.setAttribute("aria-label", "line to copy");
  const copy = make("button", { type: "button", textContent: "Copy" });
  copy.addEventListener("click", () => { area.select(); navigator.clipboard?.writeText(line); });
  told.replaceChildren(`No kernel has answered: a busy one saves this when it is done, a page without one saves nothing. The line for ${file} to copy or to send:`, area, copy);
}

function corrector(model, spec) {
  const own = spec.correct;
  const ask = asker(model);
  const saved = new Map(); // row -> what was decided since the notebook ran
  const gone = new Set(); // what was undone since
  const listId = `crossread-actors-${lists++}-${random()}`;
  const actors = make("datalist", { id: listId });
  const element = make("div", { className: "crossread-decided" }, actors);
  let known = false;

  if (own.trouble.length) {
    const lines = own.trouble.map((each) => make("li", { textContent: `line ${each.line}, ${each.status}: ${each.reason}${each.text ? ` (\u201c${each.text.slice(0, 80)}\u201d)` : ""}` }));
    element.append(make("div", { className: "crossread-trouble" }, make("p", { textContent: `${lines.length} corrections are not applied:` }), make("ul", {}, ...lines)));
  }
  if (own.table && own.decided.length) element.append(make("p", { textContent: `Corrections in force here: ${own.decided.length}` }));

  // whom an actor may be: at first those of these rows, then all that are listed
  async function listActors() {
    if (known) return;
    known = true;
    const values = own.values?.[own.table] ?? {};
    const rows = values.actor_id ?? values.speaker_id ?? [];
    const names = new Map(rows.map((key, i) => [key, own.which[i]]));
    const answer = await ask({ kind: "actors" });
    for (const [key, name] of answer?.actors ?? names) if (key) actors.append(make("option", { value: key, label: name }));
  }

  const isActor = (column) => column === "actor_id" || column === "speaker_id";
  const asked = (about, value) => {
    if (isActor(about.name)) listActors();
    return field({ name: "is", caption: "Is", value, options: about.options, hint: about.hint, listed: isActor(about.name) ? listId : null, required: !isActor(about.name) });
  };

  // save a decision and say what came of it
  async function decide(decision, told, row) {
    const settle = (answer) => {
      told.textContent = answer.told + (answer.ok ? ` ${LATER}` : "");
      if (answer.ok && row !== undefined) { saved.set(row, [...(saved.get(row) ?? []), answer.decided]); redress(row); }
    };
    const answer = await ask({ kind: "correct", decision }, settle);
    if (answer) return;
    const whole = { ...decision, correction_id: random(), when: new Date().toISOString().slice(0, 19) + "Z", sha256: own.sha256[decision.article_id] };
    kept(told, "corrections.csv", written(whole));
  }

  // --- one row's receipt

  const places = new Map(); // row -> what its receipt shows
  const place = (i) => ({ article_id: spec.receipts.article_id[i], start: own.start[i], end: own.end[i], text: own.words[i], which: own.tables[own.table].tells ? own.which[i] : "" });
  const now = (i, column, table = own.table) => own.values[table]?.[column]?.[i] ?? "";
  let mine;
  const recall = () => { mine = new Map((own.mine ?? []).map((each) => [each.row, each.decided.map((n) => own.decided[n])])); };
  recall();

  function decided(i, item) {
    const rows = [...(mine.get(i) ?? []), ...(saved.get(i) ?? [])];
    return rows.map((each) => {
      const isGone = gone.has(each.correction_id);
      const what = each.action === "reject" || each.action === "accept" ? each.was : `${each.was || "nothing"} \u2192 ${each.is || "nothing"}`;
      const told = `${DEEDS[each.action]}${each.column ? `, ${each.column.replace("_", " ")}` : ""}: ${what}, by ${each.who}, ${each.when.slice(0, 10)}${each.why ? ` (${each.why})` : ""}${isGone ? "; undone" : ""}`;
      const undo = make("button", { type: "button", textContent: "Undo" });
      undo.setAttribute("aria-label", `Undo: ${told}`);
      undo.addEventListener("click", () => opened(item.form, undo, "Undo this correction?", [], async (values, status) => {
        const settle = (answer) => {
          status.textContent = answer.told + (answer.ok ? ` ${LATER}` : "");
          if (answer.ok) { gone.add(each.correction_id); places.forEach((_, row) => redress(row)); }
        };
        const answer = await ask({ kind: "undo", decision: { key: each.correction_id, who: values.who, why: values.why } }, settle);
        if (!answer) kept(status, "corrections.csv", written({ correction_id: random(), when: new Date().toISOString().slice(0, 19) + "Z", who: values.who, table: each.table, action: "undo", was: each.correction_id, why: values.why }));
      }));
      return make("li", {}, told, " ", ...(isGone ? [] : [undo]));
    });
  }

  function redress(i) {
    const item = places.get(i);
    item?.list.replaceChildren(...decided(i, item));
  }

  function changing(i, item, opener) {
    const tables = [own.table, ...Object.keys(own.tables).filter((table) => table !== own.table)];
    const choices = tables.flatMap((table) => own.tables[table].columns.map((column) => ({ ...column, table })))
      .filter(({ table, name }) => table === own.table || now(i, name, table)); // a date of no event has none to change
    const what = field({ name: "what", caption: "What", options: choices.map((each, n) => [String(n), each.caption]) });
    const slot = make("span", {}, asked(choices[0], now(i, choices[0].name, choices[0].table)));
    const select = what.querySelector("select");
    select.addEventListener("change", () => slot.replaceChildren(asked(choices[select.value], now(i, choices[select.value].name, choices[select.value].table))));
    opened(item.form, opener, `Change \u201c${own.words[i]}\u201d`, [what, slot], (values, told) => {
      const { table, name: column } = choices[values.what];
      const which = own.tables[table].tells ? own.which[i] : "";
      return decide({ ...place(i), which, table, action: "change", column, was: now(i, column, table), is: values.is, why: values.why, who: values.who }, told, i);
    });
    slot.querySelector("input, select").focus();
  }

  function judging(i, item, opener, action, title) {
    const { main } = own.tables[own.table];
    const value = action === "split" ? own.claims[i] : main in own.values[own.table] ? now(i, main) : own.words[i];
    opened(item.form, opener, `${title}: \u201c${own.words[i]}\u201d${value && value !== own.words[i] ? `, ${value}` : ""}`, [], (values, told) => decide({
      ...place(i), table: own.table, action, column: action === "accept" ? main : "", was: value, is: action === "accept" ? value : "", why: values.why, who: values.who,
    }, told, i)).querySelector("button").focus();
  }

  function joining(i, item, opener, action) {
    listActors();
    const key = now(i, "actor_id");
    const [title, caption] = action === "merge" ? [`${own.which[i]} is the same as`, "Actor"] : [`In this article ${own.which[i]} is somebody else`, "Actor"];
    opened(item.form, opener, title, [field({ name: "is", caption, listed: listId, hint: "an actor's key" })], (values, told) => decide({
      ...place(i), which: "", table: "actors", action, column: "", was: key, is: values.is, why: values.why, who: values.who,
    }, told, i));
  }

  // a claim is named by a place where it is made, as its number changes from run to run
  function gathering(i, item, opener) {
    const places = make("datalist", { id: `${listId}-claims` }, ...own.known.map(([place, label]) => make("option", { value: place, label })));
    const form = opened(item.form, opener, "Makes the same claim as", [field({ name: "is", caption: "Claim", listed: places.id, hint: "choose it by its words" })], (values, told) => decide({
      ...place(i), table: own.table, action: "merge", column: "", was: own.claims[i], is: values.is, why: values.why, who: values.who,
    }, told, i));
    form.append(places);
  }

  // --- names that nobody listed

  function listing(i, item, opener, table) {
    const words = own.words[i];
    const from = `${spec.receipts.article_id[i]}, characters ${own.start[i]}-${own.end[i]}`;
    const types = ["person", "organisation", "state", "force", "media", "place", "group"];
    const kinds = ["full", "short", "surname", "acronym", "translit", "misspelling", "demonym", "metonym"];
    if (table === "aliases") listActors();
    const fields = table === "actors"
      ? [{ name: "actor_id", caption: "Key", value: words.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "") }, { name: "name", caption: "Name", value: words }, { name: "type", caption: "Type", options: types }, { name: "country", caption: "Country", hint: "two letters", required: false }]
      : [{ name: "actor_id", caption: "Actor", listed: listId, hint: "an actor's key" }, { name: "form", caption: "Written", value: words }, { name: "kind", caption: "Kind", options: kinds }];
    fields.push({ name: "source", caption: "Source", value: from });
    opened(item.form, opener, table === "actors" ? "New actor" : "New alias", fields.map(field), async (values, told) => {
      const answer = await ask({ kind: "list", table, cells: values }, (late) => { told.textContent = late.told + (late.ok ? ` ${LATER}` : ""); });
      if (!answer) told.textContent = "No kernel has answered: a busy one saves this when it is done, a page without one saves nothing.";
    });
  }

  // --- what the tables lack

  function adding(holder, opener, tables, find) {
    const words = field({ name: "words", caption: "Words", value: find.selected() ?? "", hint: "select them, or type them" });
    const as = tables.length > 1 ? [field({ name: "as", caption: "Kind of row", options: tables.map((table) => [table, own.tables[table].unit]) })] : [];
    const about = (table) => own.tables[table].columns.find((column) => column.name === own.tables[table].main);
    const slot = make("span", {}, asked(about(tables[0]), ""));
    as[0]?.querySelector("select").addEventListener("change", (event) => slot.replaceChildren(asked(about(event.target.value), "")));
    opened(holder, opener, "Add what was missed", [words, ...as, slot], (values, told) => {
      const table = values.as ?? tables[0];
      return decide({ ...find.place(values.words), table, action: "add", column: "", was: "", is: values.is, which: own.tables[table].tells ? values.is : "", why: values.why, who: values.who }, told);
    });
  }

  // the words that were selected when the form was opened, or those that were typed since
  function finder(article, stretch, from, chosenNow) {
    const span = chosenNow();
    const points = Array.from(stretch);
    const words = span && points.slice(...span).join("");
    return {
      selected: () => words && words.replace(/\s+/g, " "),
      place: (given) => {
        const [start, end] = span && given === words.replace(/\s+/g, " ") ? span : typed(given, stretch);
        return { article_id: article, start: from + start, end: from + end, text: points.slice(start, end).join("") };
      },
    };
  }

  const hold = (button) => { button.addEventListener("mousedown", (event) => event.preventDefault()); return button; }; // a click would drop the selection

  function dress(li, i, slices) {
    if (!own.table) return li;
    const { unit, actions, columns } = own.tables[own.table];
    const item = { form: make("div"), list: make("ul", { className: "crossread-decisions" }) };
    places.set(i, item);
    const values = columns.filter((column) => now(i, column.name)).slice(0, 2).map((column) => `${column.caption}: ${now(i, column.name)}`);
    const isOwn = mine.has(i); // else another row's correction changed it, as an event's date does its mentions'
    const state = ["", isOwn ? "the machine's, not in the corrected table" : "before the corrections of others", isOwn ? "as corrected" : "follows from the corrections of others"][spec.states?.[i] ?? 0];
    const about = make("p", { className: "crossread-about" }, ...(own.words[i] === spec.receipts.text[i] ? [] : [`\u201c${own.words[i]}\u201d \u00b7 `]), [...values, state].filter(Boolean).join(" \u00b7 "));
    const bar = make("div", { className: "crossread-deeds" });
    const button = (text, open) => {
      const each = hold(make("button", { type: "button", textContent: text }));
      each.addEventListener("click", () => open(each));
      bar.append(each);
    };
    const isAdded = (mine.get(i) ?? []).some((each) => each.action === "add");
    const slice = slices(spec.receipts.article_id[i]); // a copy without the articles can't tell where words stand
    if (slice && spec.states?.[i] !== 1 && !isAdded) {
      if (actions.includes("accept")) button("Right", (each) => judging(i, item, each, "accept", "Right"));
      if (actions.includes("reject")) button(`No ${unit}`, (each) => judging(i, item, each, "reject", `No ${unit}`));
      if (actions.includes("change")) button("Change\u2026", (each) => changing(i, item, each));
      if (own.known) {
        button("Same claim as\u2026", (each) => gathering(i, item, each));
        button("Another claim", (each) => judging(i, item, each, "split", "Makes a claim of its own"));
      }
      if (own.tables.actors && now(i, "actor_id")) for (const [action, text] of [["merge", "Same as\u2026"], ["split", "Somebody else\u2026"]]) button(text, (each) => joining(i, item, each, action));
      if (own.tables.actors && !now(i, "actor_id")) for (const [table, text] of [["actors", "New actor\u2026"], ["aliases", "New alias\u2026"]]) button(text, (each) => listing(i, item, each, table));
    }
    const { article_id: article, start, end } = Object.fromEntries(Object.entries(spec.receipts).map(([k, v]) => [k, v[i]]));
    const quote = li.querySelector("blockquote");
    if (actions.includes("add") && slice) {
      const from = Math.max(0, start - CONTEXT), stretch = slice(from, end + CONTEXT);
      button(`Add a ${unit}\u2026`, (each) => adding(item.form, each, [own.table], finder(article, stretch, from, () => chosen(quote, stretch))));
    }
    item.list.append(...decided(i, item));
    li.append(about, item.list, bar, item.form);
    return li;
  }

  // for the reading room: the article is the one that is open
  function adder(sheet, open) {
    const tables = Object.keys(own.tables).filter((table) => own.tables[table].actions.includes("add"));
    const holder = make("div"), button = hold(make("button", { type: "button", textContent: "Add what the tables lack\u2026" }));
    button.addEventListener("click", () => {
      const article = open(), node = getSelection().anchorNode;
      const part = (node?.nodeType === 1 ? node : node?.parentElement)?.closest(".crossread-part");
      const isHere = part && sheet.contains(part);
      const [from, to] = isHere ? [Number(part.dataset.start), Number(part.dataset.end)] : [0, Infinity];
      const stretch = slicer(article.text)(from, to);
      adding(holder, button, tables, finder(article.article_id, stretch, from, () => (isHere ? chosen(part, stretch, part.querySelector(".crossread-tag").textContent) : null)));
    });
    return make("div", { className: "crossread-decided" }, element, button, holder);
  }

  return { element, dress, adder, recall };
}
