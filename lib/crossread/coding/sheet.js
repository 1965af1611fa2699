// A coding sheet: one span after the other. Keys first; what was answered goes to Python, which
// writes it down, and the page goes on when Python says that it is written.
// Article text is data: it enters the page by textContent only.

const WAIT = 4000; // milliseconds without an answer from Python before the page says so
const KEYS = { y: "yes", n: "no", u: "unsure" };
const LONG = 40; // options beyond which a list to search replaces one to choose from

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function labelled(text, control, hint = "") {
  control.setAttribute("aria-label", text);
  return make("label", { className: "crossread-control", title: hint }, make("span", { textContent: text }), control);
}

// JupyterLab keeps Enter from sending a form and letters from choosing in a list
function typed(event) {
  const { target, key } = event;
  if (key === "Enter") target.form.requestSubmit();
  else if (target.tagName === "SELECT" && key.length === 1) {
    const fits = [...target.options].filter((option) => option.text.toLowerCase().startsWith(key.toLowerCase()));
    const next = fits[(fits.indexOf(target.selectedOptions[0]) + 1) % fits.length];
    if (next) target.value = next.value;
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

// options of a list are offered as they are typed; what is written down is their value
let nLists = 0;

function field(question) {
  if (!question.options.length) return [make("input", { type: "text", autocomplete: "off" })];
  if (question.options.length <= LONG) {
    const select = make("select");
    select.add(new Option("leave open", ""));
    for (const { value, label } of [...question.options, { value: "none", label: "none" }]) select.add(new Option(label, value));
    return [select];
  }
  const list = make("datalist", { id: `crossread-options-${(nLists += 1)}` });
  for (const { value, label } of question.options) list.append(make("option", { value, textContent: label }));
  const input = make("input", { type: "text", autocomplete: "off" });
  input.setAttribute("list", list.id);
  return [input, list];
}

function passage(item) {
  const around = (text) => make("span", { className: "crossread-context", textContent: text.replace(/\s*\n\s*/g, "\n") });
  return make("div", {},
    make("p", { className: "crossread-place", textContent: item.label }),
    make("blockquote", {}, around(item.before), make("mark", { textContent: item.text }), around(item.after)));
}

function render({ model, el }) {
  const spec = model.get("spec");
  // JupyterLab would take y for a command of its own
  const root = make("section", { className: "crossread crossread-coding", tabIndex: -1, "aria-label": spec.label, "data-lm-suppress-shortcuts": "true" });
  const status = make("p", { className: "crossread-status", "aria-live": "polite" });
  const desk = make("div", {});
  root.append(status, desk);
  el.replaceChildren(root);
  let timer = null;
  let asked = null; // the item on the desk
  let found = null;
  let sent = false;

  function tell(message) {
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = "Nothing was written: coding needs the notebook to run. Run its cells, then try again."; }, WAIT);
    model.send(message);
  }

  function begin() {
    const name = make("input", { type: "text", autocomplete: "off" });
    const go = make("button", { type: "submit", textContent: "Begin" });
    const form = make("form", { className: "crossread-bar" }, labelled("Your name", name), go);
    form.addEventListener("submit", (event) => { event.preventDefault(); if (name.value.trim()) tell({ kind: "coder", name: name.value }); });
    status.textContent = `${spec.items.length} ${spec.table} to code, blind: what the machine says of them is not on this page.`;
    desk.replaceChildren(form);
  }

  function send(answers) {
    sent = true;
    tell({ kind: "answer", item: asked, answers: { found, ...answers } });
  }

  function details() {
    const fields = spec.questions.map((question) => [question, ...field(question)]);
    const save = make("button", { type: "submit", textContent: "Save (Enter)" });
    const parts = fields.flatMap(([question, input, ...more]) => [labelled(question.caption, input, question.hint), ...more]);
    const hints = make("ul", { className: "crossread-place" }, ...spec.questions.map(({ caption, hint }) => make("li", { textContent: `${caption}: ${hint}` })));
    const form = make("form", {}, make("div", { className: "crossread-bar" }, ...parts, save), hints);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(Object.fromEntries(fields.map(([{ column }, input]) => [column, input.value])));
    });
    desk.querySelector("form")?.remove();
    desk.append(form);
    fields[0][1].focus();
  }

  function decide(answer) {
    if (asked === null || sent) return;
    found = answer;
    if (answer === "yes" && spec.questions.length) details();
    else send({});
  }

  function ask(item) {
    asked = item;
    sent = false;
    const buttons = Object.entries(KEYS).map(([key, answer]) => {
      const button = make("button", { type: "button", textContent: `${answer} (${key})` });
      button.addEventListener("click", () => decide(answer));
      return button;
    });
    const question = make("p", {}, make("strong", { textContent: "Is the marked text one? " }), spec.row);
    desk.replaceChildren(passage(spec.items[item]), question, make("div", { className: "crossread-bar" }, ...buttons));
    root.focus({ preventScroll: true });
  }

  function draw() {
    const { coder, left = [], error } = model.get("state");
    clearTimeout(timer);
    if (!coder) return begin();
    if (error) { status.textContent = error; sent = false; return undefined; }
    status.textContent = `${coder}: ${spec.items.length - left.length} of ${spec.items.length} coded`;
    if (left.length) return ask(left[0]);
    asked = null;
    desk.replaceChildren(make("p", { textContent: "All are coded. Run the notebook again to see what follows from it." }));
    return undefined;
  }

  root.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT)$/.test(event.target.tagName);
    if (typing) return typed(event);
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return undefined;
    event.preventDefault();
    event.stopPropagation();
    decide(KEYS[event.key]);
    return undefined;
  });
  model.on("change:state", draw);
  draw();
  return () => { clearTimeout(timer); model.off("change:state", draw); };
}

export default { render };
