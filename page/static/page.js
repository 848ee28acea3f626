// The reader's side of the page: links, history, focus, copying. Gradio runs it once, with the element
// that shows the view and with `trigger`, which asks the server for another one.
const root = document.documentElement;
const first = { value: true };
let wasBuilding = false; // a view that only told how far something is
let following = 0; // the timer of the next look at how far something is
let lastSend = null; // the button of such a view that has focus, which every new one has again

// Answers may come in another order than they were asked for: each carries the number of its question.
const turns = { asked: 0, shown: 0 };

function open_(search, reason) {
  clearTimeout(following);
  root.setAttribute("data-busy", "");
  root.dataset.reason = reason;
  turns.asked += 1;
  trigger("navigate", { search: search, reason: reason, turn: turns.asked });
}

// Whether a view is older than what was asked for since; one that came late is asked for again.
function isOutdated(view) {
  const turn = Number(view.dataset.turn) || turns.asked;
  if (turn < turns.shown) open_(location.search, "history");
  turns.shown = Math.max(turns.shown, turn);
  return turn < turns.asked;
}

function act(action, value) {
  root.setAttribute("data-busy", "");
  turns.asked += 1;
  trigger("act", { search: location.search, action: action, value: value, turn: turns.asked });
}

// Look again how far something is, for as long as the view that tells it is there; a look that got lost is repeated.
function follow(after) {
  clearTimeout(following);
  following = setTimeout(() => {
    turns.asked += 1;
    trigger("navigate", { search: location.search, reason: "follow", turn: turns.asked });
    follow(10000);
  }, after);
}

function go(search) {
  if (search !== location.search) history.pushState({}, "", location.pathname + search);
  open_(search, "link");
}

// Called by the question box and the speaker filter, which Gradio owns. Limits and language stay.
window.rapporteurAsk = (question, speaker, ifSpeakerChanged = false) => {
  const now = new URLSearchParams(location.search);
  if (ifSpeakerChanged && (speaker || "") === (now.get("speaker") || "")) return;
  const next = new URLSearchParams();
  const wanted = { q: (question || "").trim(), speaker: speaker || "" };
  for (const [key, value] of Object.entries(wanted)) if (value) next.set(key, value);
  for (const key of ["organisation", "document", "since", "until", "lang"]) if (now.get(key)) next.set(key, now.get(key));
  const search = next.toString() ? "?" + next.toString() : "";
  if (search !== location.search) history.pushState({}, "", location.pathname + search);
  open_(search, "ask");
};

function questionBox() {
  return document.querySelector("#question input, #question textarea");
}

// Limits are set, and what was understood is corrected: the fields of the form become those of the address.
function correct(form) {
  const leads = form.querySelector("select[data-leads]");
  if (leads) {
    form.closest("details")?.removeAttribute("open");
    if (leads.value) go(leads.value);
    return;
  }
  const next = new URLSearchParams(form.dataset.base ?? location.search);
  if (form.dataset.base === undefined && questionBox()) next.set("q", questionBox().value.trim());
  for (const field of form.elements) {
    if (!field.name) continue;
    const value = field.value.trim();
    if (value) next.set(field.name, (field.dataset.before || "") + value + (field.dataset.after || ""));
    else next.delete(field.name);
  }
  if (!next.get("q")) next.delete("q");
  form.closest("details")?.removeAttribute("open");
  go(next.toString() ? "?" + next.toString() : "");
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.correct")) return;
  event.preventDefault();
  correct(event.target);
});

function isPlainClick(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers only offer the clipboard to secure pages; this older way works everywhere else.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const label = button.textContent;
  button.textContent = button.dataset.done;
  say(button.dataset.done);
  setTimeout(() => { button.textContent = label; }, 1600);
}

// Gradio puts everything into `main`; the masthead is a landmark of its own before it.
document.querySelector("main")?.before(document.querySelector("#masthead"));

// Made once and kept: a screen reader only tells what changes in a region that was there before.
const status = document.createElement("div");
status.id = "status";
status.className = "sr";
status.setAttribute("role", "status");
(document.querySelector("main") || document.body).append(status);

function say(text) {
  status.textContent = text;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="?"]');
  if (link && isPlainClick(event)) {
    event.preventDefault();
    go(link.getAttribute("href") === "?" ? "" : link.getAttribute("href"));
    return;
  }
  const skip = event.target.closest("a.skip");
  if (skip) {
    event.preventDefault();
    focusView({ preventScroll: false });
    return;
  }
  const button = event.target.closest("button");
  if (button && button.dataset.copy !== undefined) copy(button);
  if (button && button.dataset.send) act(button.dataset.send, button.dataset.value || "");
  closeMenus(event.target);
});

// Menus cover what is under them: they close when a click or the focus goes elsewhere.
function closeMenus(target) {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(target)) menu.removeAttribute("open");
  cover();
}

// While a menu is open, what it covers cannot be reached, not by its other half and not by the keyboard.
const reached = 'a, button, summary, input, select, textarea, [tabindex="0"]';
function cover() {
  uncover();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    const box = menu.lastElementChild.getBoundingClientRect();
    for (const one of document.querySelectorAll(reached)) {
      if (menu.contains(one)) continue;
      const under = [...one.getClientRects()].some((rect) =>
        rect.left < box.right && rect.right > box.left && rect.top < box.bottom && rect.bottom > box.top);
      if (under) { one.inert = true; one.dataset.covered = ""; }
    }
  }
}

function uncover() {
  for (const one of document.querySelectorAll("[data-covered]")) {
    one.inert = false;
    delete one.dataset.covered;
  }
}
addEventListener("resize", cover);

// Rows of a long list, by any part of what they say; letters count without their marks.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
document.addEventListener("input", (event) => {
  const rows = event.target.dataset.filters;
  if (!rows) return;
  const wanted = folded(event.target.value.trim());
  for (const row of element.querySelectorAll(rows)) row.hidden = !folded(row.textContent).includes(wanted);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape")
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    }
  // Whoever goes on by the keyboard comes to what was covered: the menu closes when the focus is there.
  if (event.key === "Tab") uncover();
  // "/" goes to the question box, as in most places where people search.
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    const box = questionBox();
    if (box && box.offsetParent) { event.preventDefault(); box.focus(); box.select(); }
  }
});

document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (details instanceof HTMLElement && details.matches(".menu")) cover();
  if (!(details instanceof HTMLElement) || !details.open || !details.matches(".context")) return;
  const box = details.querySelector(".excerpt");
  const here = box.querySelector(".here");
  if (here) box.scrollTop += here.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}, true);

window.addEventListener("popstate", () => open_(location.search, "history"));

function focusView(options = { preventScroll: true }) {
  const heading = element.querySelector("#view h2");
  if (heading) heading.focus(options);
}

// Files that are too large to be read are not sent; the page says so beside what was found in the others.
let keptBack = [];
window.rapporteurSent = () => {
  turns.asked += 1;
  return [location.search, String(turns.asked), JSON.stringify(keptBack.splice(0))];
};

function keepBack(files) {
  const most = Number(element.querySelector("[data-most-bytes]")?.dataset.mostBytes) || Infinity;
  const sent = new DataTransfer();
  keptBack = [];
  for (const file of files) {
    if (file.size > most) keptBack.push(file.name);
    else sent.items.add(file);
  }
  return sent.files;
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches("#upload input[type=file]") || !input.files.length) return;
  const sent = keepBack(input.files);
  if (!keptBack.length) return;
  if (sent.length) input.files = sent;
  else {
    event.stopImmediatePropagation();
    input.value = "";
    act("keep_back", JSON.stringify(keptBack.splice(0)));
  }
}, true);

document.addEventListener("drop", (event) => {
  if (!event.target.closest("#upload")) return;
  const sent = keepBack(event.dataTransfer.files);
  if (!keptBack.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const input = document.querySelector("#upload input[type=file]");
  if (!sent.length) act("keep_back", JSON.stringify(keptBack.splice(0)));
  else {
    const names = keptBack;
    input.files = sent;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    keptBack = names;
  }
}, true);

// Gradio words its drop zone by the browser's language; the page may speak another.
function labelUpload(view) {
  const told = view.querySelector("[data-drop]")?.dataset.drop;
  if (!told) return;
  document.querySelector("#upload button.upload-container, #upload button")?.setAttribute("aria-label", told);
  const zone = document.querySelector("#upload [data-testid=upload-text]");
  if (zone) zone.dataset.drop = told;
}

document.addEventListener("focusin", (event) => {
  closeMenus(event.target);
  lastSend = event.target.closest("#view .building [data-send]")?.dataset.send ?? null;
});

function shown() {
  const view = element.querySelector("#view");
  if (!view || isOutdated(view)) return;
  root.removeAttribute("data-busy");
  root.dataset.view = view.dataset.view;
  root.lang = view.dataset.lang;
  document.title = view.dataset.title;
  say(view.dataset.announce);
  document.querySelector("#ask-form")?.setAttribute("role", "search");
  labelUpload(view);
  const building = view.querySelector(".building");
  if (building) follow(300);
  else clearTimeout(following);
  if (building && wasBuilding) {
    if (lastSend) view.querySelector(`[data-send="${lastSend}"]`)?.focus({ preventScroll: true });
    return;
  }
  wasBuilding = Boolean(building);
  const here = element.querySelector(".text .here");
  if (here) here.scrollIntoView({ block: "center" });
  else if (!first.value && root.dataset.reason !== "ask") scrollTo({ top: 0 });
  const box = questionBox();
  if (view.dataset.view === "ask" && (first.value || root.dataset.reason === "ask" || !view.querySelector(".cards"))) {
    if (box) box.focus({ preventScroll: true });
  } else if (!first.value) focusView();
  first.value = false;
}

watch("value", shown);
open_(location.search, "first");
