"use strict";
(() => {
  const pick = document.querySelector(".pick");
  if (!pick) return;
  pick.hidden = false;
  const selects = [...pick.querySelectorAll("select")], shown = pick.querySelector("output");
  const items = [...document.querySelectorAll("main li[data-state]")];
  const sections = [...document.querySelectorAll("main section")].filter(s => s.querySelector("li[data-state]"));
  const words = shown.dataset.shown;
  const choose = () => {
    const chosen = selects.filter(s => s.value).map(s => [s.dataset.kind, s.value]);
    let n = 0;
    for (const item of items) {
      item.hidden = !chosen.every(([kind, value]) => (item.dataset[kind] || "").split(" ").includes(value));
      if (!item.hidden) n++;
    }
    for (const s of sections) s.hidden = chosen.length > 0 && !s.querySelector("li[data-state]:not([hidden])");
    shown.textContent = chosen.length ? words.replace("%d", n).replace("%d", items.length) : "";
  };
  pick.addEventListener("change", choose);
  const reveal = () => {
    const at = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!at || !at.closest("[hidden]")) return;
    for (const s of selects) s.value = "";
    choose();
    at.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  choose();
  reveal();
})();
