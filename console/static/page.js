"use strict";
const body = document.body, scroller = document.getElementById("scroll"), views = document.getElementById("views");
const line = document.getElementById("line"), hints = document.getElementById("hints");
const person = document.getElementById("person"), sure = document.getElementById("sure");
const commands = JSON.parse(body.dataset.commands);
const mention = {command: "@desk", description: "Ask here, in a channel or a thread: @desk fitness"};
const replying = document.getElementById("replying"), gone = document.getElementById("gone");
let channel = "C0FITNESS", version = -1, asked = 0, thread = null;

// Speaking to the stand-in.
function room() { return channel === "direct" ? "D" + person.value.slice(1) : channel; }
async function send(path, type, content) {
  const headers = {"content-type": type, "x-console-token": body.dataset.token};
  try { return await (await fetch(path, {method: "POST", headers, body: content})).json(); }
  catch { gone.hidden = false; return null; }
}
function post(path, data) {
  return send(path, "application/json", JSON.stringify({user: person.value, channel: room(), ...data}));
}
async function watch() {
  for (;;) {
    try {
      const now = await (await fetch(`/changes?since=${version}`)).json();
      if (now.run !== body.dataset.run) return location.reload(); // started anew meanwhile
      gone.hidden = true;
      if (now.version !== version) { version = now.version; await draw(); }
    } catch { gone.hidden = false; await new Promise(done => setTimeout(done, 1000)); }
  }
}

// Drawing: only what has changed, so that focus and open menus stay where they are.
async function draw() {
  const mine = ++asked, here = `${person.value} ${channel}`;
  const answer = await fetch(`/fragment?user=${person.value}&channel=${room()}`).catch(() => null);
  const text = await answer?.text();
  if (!answer || mine !== asked) return;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  drawMessages(fresh.getElementById("log"), here !== scroller.dataset.place);
  scroller.dataset.place = here;
  drawModal(fresh.getElementById("modal"));
}
function drawMessages(fresh, moved) {
  if (moved) scroller.replaceChildren();
  const there = new Map([...scroller.children].map(one => [one.dataset.ts, one]));
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
  let added = null, changed = null, replied = null;
  for (const one of [...fresh.children]) {
    const old = there.get(one.dataset.ts);
    one.served = one.outerHTML;
    there.delete(one.dataset.ts);
    if (!old) { scroller.append(one); added = one; }
    else if (old.served !== one.served) {
      replace(old, one); changed = one;
      if (one.dataset.ts === thread && replies(one).length > replies(old).length) replied = replies(one).at(-1);
    }
  }
  there.forEach(one => one.remove());
  if (moved && channel === "home") scroller.scrollTop = 0;
  else if (added) reveal(added);
  else if (replied) replied.scrollIntoView({block: replied.offsetHeight > scroller.clientHeight ? "start" : "nearest"});
  else if (changed && changed === scroller.lastElementChild && (atEnd || changed.contains(document.activeElement))) reveal(changed);
}
function replies(message) { return [...message.querySelectorAll(".reply")]; }
// The newest message is seen to its end, or from its beginning where it is taller than the page.
function reveal(one) {
  scroller.scrollTop = scroller.scrollHeight;
  if (one.offsetHeight > scroller.clientHeight) one.scrollIntoView();
}
function replace(old, one) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  setInstants(one);
  old.replaceWith(one);
  if (!active) return;
  const buttons = [...one.querySelectorAll("button[data-action], summary, [data-kind]")];
  const again = active.id && one.querySelector(`#${CSS.escape(active.id)}`)
    || buttons.find(button => button.textContent === active.textContent) || buttons.at(-1);
  if (again) again.focus({preventScroll: true}); else line.focus();
  if (one.getBoundingClientRect().top < scroller.getBoundingClientRect().top) one.scrollIntoView();
}
function drawModal(fresh) {
  const open = document.getElementById("modal");
  if (open && fresh && open.dataset.view === fresh.dataset.view) return;
  if (open) open.close(); // gives the focus back to where it was
  views.replaceChildren(...(fresh ? [fresh] : []));
  if (fresh) {
    setInstants(fresh);
    fresh.showModal();
    (fresh.querySelector(".input input, .input select, .input textarea") || fresh.querySelector("footer .primary, footer .button")).focus();
  } else if (open && document.activeElement === body) line.focus();
}
async function choose(name) {
  if (thread !== null) reply(null);
  channel = name;
  const rooms = [...document.querySelectorAll(".room")];
  rooms.forEach(one => one.dataset.channel === name ? one.setAttribute("aria-current", "page") : one.removeAttribute("aria-current"));
  const current = rooms.find(one => one.dataset.channel === name);
  current.scrollIntoView({block: "nearest", inline: "nearest"});
  document.getElementById("title").textContent = current.textContent;
  document.getElementById("composer").hidden = name === "home";
  scroller.setAttribute("role", name === "home" ? "region" : "log");
  scroller.setAttribute("aria-label", name === "home" ? "App Home" : "Messages");
  if (name === "home") await post("/control/home", {});
  await draw();
}

// The composer: a slash lists the commands; arrows choose, Tab or Enter take.
function chosen() { return hints.querySelector("[aria-selected=true]"); }
function select(item) {
  [...hints.children].forEach(one => one.setAttribute("aria-selected", one === item));
  line.setAttribute("aria-activedescendant", item.id);
}
function hint() {
  const typed = line.value;
  const offered = thread === null ? [...commands, mention] : [mention];
  const found = /^[/@][^ ]*$/.test(typed) ? offered.filter(one => one.command.startsWith(typed)) : [];
  hints.replaceChildren(...found.map((one, index) => {
    const item = document.createElement("li"), small = document.createElement("small");
    item.id = `hint-${index}`; item.setAttribute("role", "option"); item.dataset.command = one.command;
    small.textContent = one.description;
    item.append(`${one.command} `, small);
    return item;
  }));
  show(found.length > 0);
  if (found.length) select(hints.firstElementChild);
}
function show(open) {
  hints.hidden = !open;
  line.setAttribute("aria-expanded", open);
  if (!open) line.removeAttribute("aria-activedescendant");
}
function take(item) { line.value = `${item.dataset.command} `; show(false); line.focus(); }
line.addEventListener("input", hint);
line.addEventListener("blur", () => show(false));
line.addEventListener("keydown", event => {
  if (hints.hidden) return;
  const items = [...hints.children], at = items.indexOf(chosen());
  if (event.key === "ArrowDown") select(items[(at + 1) % items.length]);
  else if (event.key === "ArrowUp") select(items[(at + items.length - 1) % items.length]);
  else if (event.key === "Escape") show(false);
  else if (event.key === "Tab" || (event.key === "Enter" && line.value !== chosen().dataset.command)) take(chosen());
  else return;
  event.preventDefault();
});
hints.addEventListener("mousedown", event => { event.preventDefault(); const item = event.target.closest("li"); if (item) take(item); });
document.getElementById("composer").addEventListener("submit", async event => {
  event.preventDefault();
  const text = line.value.trim(); if (!text) return;
  line.value = ""; show(false);
  if (!await post("/control/send", {text, thread}) && !line.value) line.value = text;
});

// Threads: a reply is written in the same field, which says so until Escape.
function reply(ts, about) {
  thread = ts;
  replying.hidden = ts === null;
  replying.querySelector("span").textContent = about || "";
  line.placeholder = ts === null ? "Type /find-influencer fitness" : "Reply, for example: @desk fitness";
  line.focus();
}

// Modals: sent when nothing needed is empty; Escape closes.
document.addEventListener("submit", async event => {
  const modal = event.target.closest("#modal");
  if (!modal) return;
  event.preventDefault();
  const empty = missing(modal);
  if (Object.keys(empty).length) return tell(modal, empty);
  const button = modal.querySelector("[type=submit]");
  button.disabled = true;
  const said = await post("/control/submit", {values: values(modal)});
  if (said) tell(modal, said.errors);
  button.disabled = false;
});
document.addEventListener("cancel", event => { if (event.target.id === "modal") { event.preventDefault(); post("/control/close", {}); } }, true);

// Pressing: rooms, buttons, menus.
function confirmed(question) {
  sure.querySelector("h2").textContent = question.title;
  sure.querySelector("p").textContent = question.text;
  const [no, yes] = sure.querySelectorAll("footer button");
  no.textContent = question.no; yes.textContent = question.yes;
  yes.className = `button ${question.style}`;
  sure.returnValue = "no";
  sure.showModal();
  return new Promise(done => sure.addEventListener("close", () => done(sure.returnValue === "yes"), {once: true}));
}
document.addEventListener("click", async event => {
  const target = event.target.closest("button, a[data-action]");
  document.querySelectorAll("details.menu[open]").forEach(one => { if (!one.contains(event.target)) one.open = false; });
  if (!target) return;
  if (target.dataset.channel) { await choose(target.dataset.channel); if (channel !== "home") line.focus(); }
  else if (target.dataset.line) { line.value = target.dataset.line; line.focus(); }
  else if (target.dataset.thread) reply(target.dataset.thread, target.getAttribute("aria-label"));
  else if (target.id === "no-reply") reply(null);
  else if (target.hasAttribute("data-close")) await post("/control/close", {});
  else if (target.dataset.action) await press(target);
});
function place(field) { return field.closest("#modal, article"); }
async function press(target) {
  if (target.dataset.confirm && !await confirmed(JSON.parse(target.dataset.confirm))) return;
  const menu = target.closest("details");
  if (menu) { menu.open = false; menu.querySelector("summary").focus({preventScroll: true}); }
  if (target.dataset.busy) return;
  target.dataset.busy = "yes";
  await post("/control/click", {owner: target.dataset.owner, action: JSON.parse(target.dataset.action), values: values(place(target))});
  delete target.dataset.busy;
}
// What is chosen beside a text or among buttons is sent at once.
document.addEventListener("change", async event => {
  const field = event.target.closest("[data-acts]");
  if (!field || (field.dataset.confirm && !await confirmed(JSON.parse(field.dataset.confirm)))) return;
  const [block_id, action_id] = field.dataset.name.split("|");
  const action = {type: field.dataset.kind, block_id, action_id, ...read(field)};
  await post("/control/click", {owner: field.dataset.owner, action, values: values(place(field))});
});
// By keyboard such a choice is made in its open list: else each entry that the arrows pass is sent.
document.addEventListener("keydown", event => {
  const field = event.target.closest?.("select[data-acts]");
  if (!field?.showPicker || event.altKey || event.ctrlKey || event.metaKey || !/^(Arrow(Up|Down)|Home|End|Page(Up|Down)|\w)$/.test(event.key)) return;
  event.preventDefault();
  field.showPicker();
});
// A search asks the bot for its entries while somebody types.
document.addEventListener("input", async event => {
  const field = event.target.closest(".search input");
  if (!field || found(field) || field.value.length < field.dataset.least) return;
  const typed = field.value, [block_id, action_id] = field.dataset.name.split("|");
  const owner = field.dataset.owner || field.closest("#modal") && "view";
  const said = await post("/control/suggest", {owner, block_id, action_id, value: typed});
  if (!said || field.value !== typed) return;
  field.dataset.options = JSON.stringify(said.options);
  field.list.replaceChildren(...said.options.map(one => Object.assign(document.createElement("option"), {value: one.text.text})));
});
document.addEventListener("toggle", event => {
  if (!event.target.open || !event.target.matches(".menu")) return;
  const options = event.target.querySelector(".options");
  options.classList.toggle("rightward", event.target.getBoundingClientRect().right < options.offsetWidth + scroller.getBoundingClientRect().left);
  options.scrollIntoView({block: "nearest", inline: "nearest"});
}, true);
document.addEventListener("keydown", event => {
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu && event.key === "Escape" && !document.querySelector("dialog[open]")) return line === event.target ? reply(null) : line.focus();
  if (!menu) return;
  const items = [...menu.querySelectorAll(".options button")], at = items.indexOf(event.target);
  if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
  else if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
  else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length].focus();
  else return;
  event.preventDefault();
});

// Files, dropped anywhere or chosen.
async function drop(files) {
  if (!files.length) return;
  await choose("direct");
  line.focus();
  for (const file of files) {
    await send(`/control/drop?user=${person.value}&name=${encodeURIComponent(file.name)}`, "application/octet-stream", file);
  }
}
document.getElementById("file").addEventListener("change", event => { const files = [...event.target.files]; event.target.value = ""; drop(files); });
document.addEventListener("dragover", event => { event.preventDefault(); body.classList.add("dropping"); });
document.addEventListener("dragleave", () => body.classList.remove("dropping"));
document.addEventListener("drop", event => { event.preventDefault(); body.classList.remove("dropping"); drop([...event.dataTransfer.files]); });
person.addEventListener("change", () => choose(channel));
choose(channel).then(() => line.focus());
watch();
