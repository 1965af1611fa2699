// --- compare: two wordings of one passage, word by word. Joined to panel.js, whose helpers it uses.

// the words that one wording lacks, and those that it has instead
function compared(one, other, ops) {
  const [a, b] = [slicer(one), slicer(other)];
  const pieces = [];
  let at = 0;
  for (const [op, start, end, otherStart, otherEnd] of ops) {
    pieces.push(b(at, otherStart)); // marks and spaces between words
    at = otherEnd;
    if (op === "equal") pieces.push(b(otherStart, otherEnd));
    if (op === "delete") pieces.push(" "); // what comes next brings its own
    if (op === "delete" || op === "replace") pieces.push(make("del", { textContent: a(start, end) }));
    if (op === "replace") pieces.push(" ");
    if (op === "insert" || op === "replace") pieces.push(make("ins", { textContent: b(otherStart, otherEnd) }));
  }
  return make("blockquote", { className: "crossread-compared" }, ...pieces, b(at, Infinity));
}

function compare(model, el) {
  const spec = unpacked(model.get("spec"));
  const { root, status, below } = frame(el, spec);
  const { wording, other } = Object.fromEntries(spec.controls.map((control) => [control.name, control]));
  const sheet = make("div", { className: "crossread-pair", "aria-live": "polite" });
  const show = receipts(spec, below);
  let parts = null;

  // the wordings to choose from are those of the chosen passage
  function rebuild(group) {
    const names = spec.passages[group].map((i) => spec.names[i]);
    Object.assign(wording, { options: names });
    Object.assign(other, { options: names });
    const [controls, sync] = bar(spec, model, change);
    root.replaceChildren(controls, status, sheet, below);
    parts = { group, sync };
  }

  // another passage opens on its first and its last wording
  function choose(group) {
    model.set("choice", { passage: group, wording: 0, other: spec.passages[group].length - 1 });
    model.save_changes();
  }

  function change(name, value) {
    if (name === null || name === "passage") choose(value ?? 0);
    else setter(model)(name, value);
  }

  function draw() {
    const { passage: group, wording: first, other: second } = model.get("choice");
    if (parts?.group !== group) rebuild(group);
    parts.sync();
    const [one, two] = [spec.passages[group][first], spec.passages[group][second]];
    const text = spec.receipts.text;
    const ops = spec.pairs[`${one} ${two}`] ?? [];
    const n = ops.reduce((sum, op) => sum + (op[0] === "equal" ? 0 : 1), 0);
    status.textContent = one === two ? "one wording, chosen twice" : n ? `${n} ${n === 1 ? "edit leads" : "edits lead"} from the first to the second` : "the same words";
    if (spec.left_out) status.textContent += ` (${spec.left_out})`;
    sheet.replaceChildren(compared(text[one], text[two], ops));
    show([...new Set([one, two])], "Where they stand", null);
  }

  const changed = () => draw();
  model.on("change:choice", changed);
  if (spec.passages.length) { if (model.get("choice").other === undefined) choose(0); draw(); }
  else { status.textContent = "No passage has two wordings"; root.append(status); }
  return () => model.off("change:choice", changed);
}
