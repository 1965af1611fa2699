// The code of all panels is the value of one model: a notebook with eight panels stores it once.

function load(model) {
  const key = model.get("code").replace("IPY_MODEL_", "");
  globalThis.crossreadCode ??= new Map();
  if (!globalThis.crossreadCode.has(key)) {
    const code = model.widget_manager.get_model(key).then(async (holder) => {
      const url = URL.createObjectURL(new Blob([holder.get("value")], { type: "text/javascript" }));
      try { return (await import(/* webpackIgnore: true */ url)).default; } finally { URL.revokeObjectURL(url); }
    });
    globalThis.crossreadCode.set(key, code);
    code.catch(() => globalThis.crossreadCode.delete(key));
  }
  return globalThis.crossreadCode.get(key);
}

export default {
  async render(context) { return (await load(context.model)).render(context); },
};
