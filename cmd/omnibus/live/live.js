"use strict";
// Follows the builds of omnibus watch: a page is loaded again when its papers are made, and keeps its place and the reader's choices; what
// is wrong is shown beside what it is about.
(() => {
  const key = "omnibus " + location.pathname, choices = () => [...document.querySelectorAll("form.reader input, form.reader select")];
  let version = 0;

  const top = () => {
    const all = [...document.querySelectorAll("main [id]")].filter(e => e.getClientRects().length > 0);
    const at = all.find(e => e.getBoundingClientRect().bottom > 0);
    return at && {id: at.id, offset: at.getBoundingClientRect().top};
  };
  const keep = () => sessionStorage.setItem(key, JSON.stringify({
    place: top(),
    choices: choices().map(e => e.type === "radio" || e.type === "checkbox" ? e.checked : e.value),
  }));
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(key) || "null");
    if (!kept) return;
    sessionStorage.removeItem(key);
    const all = choices();
    if (all.length === kept.choices.length) {
      all.forEach((e, i) => { if (typeof kept.choices[i] === "boolean") e.checked = kept.choices[i]; else e.value = kept.choices[i]; });
      const select = document.querySelector("form.reader select");
      if (select) select.dispatchEvent(new Event("change", {bubbles: true}));
    }
    const at = kept.place && document.getElementById(kept.place.id);
    if (at) scrollBy(0, at.getBoundingClientRect().top - kept.place.offset);
  };

  const make = (tag, className, text) => {
    const e = document.createElement(tag);
    e.className = className;
    if (text) e.textContent = text;
    return e;
  };
  const line = f => {
    const p = make("p", "omnibus-finding omnibus-" + f.severity);
    p.append(make("strong", "", f.severity), " ", f.message, " [" + f.code + "] ");
    if (f.place) {
      const a = make(f.href ? "a" : "span", "omnibus-place", f.place);
      if (f.href) a.href = f.href;
      p.append(a);
    }
    for (const h of f.hints || []) p.append(make("span", "omnibus-hint", h));
    return p;
  };
  const panel = make("aside", "omnibus-panel");
  panel.setAttribute("aria-label", "omnibus");
  panel.setAttribute("aria-live", "polite");
  document.body.append(panel);

  const show = state => {
    for (const e of document.querySelectorAll(".omnibus-beside")) e.remove();
    const apart = [];
    for (const f of state.findings || []) {
      const at = f.id && document.querySelector("main") && document.getElementById(f.id);
      if (!at || at === document.querySelector("main")) { apart.push(f); continue; }
      const beside = make(at.tagName === "LI" ? "div" : "aside", "omnibus-beside");
      beside.append(line(f));
      if (at.tagName === "LI" || at.tagName === "SECTION") at.prepend(beside); else at.after(beside);
    }
    const errors = (state.findings || []).filter(f => f.severity === "error").length;
    panel.replaceChildren();
    if (state.error) panel.append(make("p", "omnibus-finding omnibus-error", state.error));
    if (errors || state.error) panel.append(make("p", "omnibus-finding", "These are the last good papers."));
    const order = {error: 0, warning: 1, note: 2};
    apart.sort((a, b) => order[a.severity] - order[b.severity]);
    if (apart.length) {
      const box = document.createElement("details"), n = apart.length;
      box.open = errors > 0;
      box.append(make("summary", "", n + (n === 1 ? " finding" : " findings")));
      for (const f of apart) box.append(line(f));
      panel.append(box);
    }
    panel.hidden = !panel.children.length;
  };

  restore();
  const events = new EventSource("omnibus-events");
  events.onmessage = e => {
    const state = JSON.parse(e.data);
    if (version && state.version !== version) { keep(); location.reload(); return; }
    version = state.version;
    document.documentElement.dataset.version = version;
    show(state);
  };
  events.onerror = () => {
    panel.hidden = false;
    panel.replaceChildren(make("p", "omnibus-finding", "omnibus watch has ended, or does not answer."));
    version = -1; // load again when it is back
  };
})();
