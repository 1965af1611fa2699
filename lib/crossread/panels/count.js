// --- count: of more rows than a page holds it has a sample, and the kernel counts all. Joined to panel.js, whose helpers it uses.

const LISTS = ["start", "end", "words", "which", "claims"]; // of what can be corrected, one entry a row

const grouped = (n) => n.toLocaleString("en-GB");

// rows are known by their place in the whole table, of which the kernel sends some
const put = (to, from, at) => { for (const [name, own] of Object.entries(from)) { to[name] ??= []; at.forEach((row, j) => { to[name][row] = own[j]; }); } };

function learn(whole, answer) {
  put(whole.receipts, answer.receipts, answer.at);
  put(whole, { states: answer.states }, answer.at);
  Object.assign(whole.texts, answer.texts);
  Object.assign(whole.labels, answer.labels);
  if (!answer.correct) return;
  const { values = {}, mine = [], sha256 = {}, known, ...rest } = answer.correct;
  put(whole.correct, Object.fromEntries(LISTS.filter((name) => name in rest).map((name) => [name, rest[name]])), answer.at);
  for (const [table, columns] of Object.entries(values)) put(whole.correct.values[table] ??= {}, columns, answer.at);
  whole.correct.mine = mine.map((each) => ({ ...each, row: answer.at[each.row] }));
  if (known) whole.correct.known = known;
  Object.assign(whole.correct.sha256, sha256);
}

// `tell` gets the answer to what is chosen now, or null where no kernel has answered
function counter(model, spec, root, tell) {
  const { correct } = spec;
  const whole = { ...spec, receipts: {}, texts: {}, labels: {}, states: [], correct: correct && { ...correct, values: {}, mine: [], sha256: {}, start: [], end: [], words: [], which: [], claims: [] } };
  const figures = new Map(); // of all rows, by view and by what is shown
  const me = `${Math.random()}`;
  let number = 0, timer = null, isAsked = false, isLive = false, hasOptions = false;

  const key = () => `${model.get("choice").view ?? 0} ${model.get("choice").shown ?? 0}`;

  function send() {
    isAsked = false;
    number += 1;
    timer = setTimeout(() => { timer = null; isLive = false; tell(null); }, PATIENCE);
    model.send({ kind: "count", ask: `${me} ${number}`, choice: model.get("choice"), picked: model.get("picked"), has: figures.has(key()), has_options: hasOptions });
  }

  // one question at a time: what is chosen meanwhile is asked next
  function ask() {
    if (!("widget_manager" in model)) return; // a shared page
    if (timer) isAsked = true; else send();
  }

  function answered(answer) {
    if (answer.kind === "prepared" && answer.left && !timer) model.send({ kind: "prepare" });
    if (answer.kind !== "counted" || answer.ask !== `${me} ${number}`) return;
    clearTimeout(timer);
    timer = null;
    isLive = true;
    if (answer.figure) figures.set(answer.view, answer.figure);
    for (const control of spec.controls) if (answer.options?.[control.name]) Object.assign(control, { counts: answer.options[control.name], n: answer.of });
    hasOptions = true;
    learn(whole, answer);
    if (isAsked) { send(); return; }
    tell({ ...answer, figure: figures.get(answer.view) });
    model.send({ kind: "prepare" });
  }
  model.on("msg:custom", answered);
  const observer = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) { observer.disconnect(); ask(); } });
  observer.observe(root);
  return { ask, whole, isLive: () => isLive, stop: () => { clearTimeout(timer); observer.disconnect(); model.off("msg:custom", answered); } };
}
