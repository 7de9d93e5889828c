"use strict";
const body = document.body, scroller = document.getElementById("scroll"), views = document.getElementById("views");
const line = document.getElementById("line"), hints = document.getElementById("hints");
const person = document.getElementById("person"), sure = document.getElementById("sure");
const commands = JSON.parse(body.dataset.commands);
let channel = "C0FITNESS", version = -1, asked = 0;

// Speaking to the stand-in.
function room() { return channel === "direct" ? "D" + person.value.slice(1) : channel; }
async function post(path, data) {
  const answer = await fetch(path, {
    method: "POST",
    headers: {"content-type": "application/json", "x-console-token": body.dataset.token},
    body: JSON.stringify({user: person.value, channel: room(), ...data}),
  });
  return answer.json();
}
async function watch() {
  for (;;) {
    try {
      const answer = await fetch(`/changes?since=${version}`);
      const now = (await answer.json()).version;
      if (now !== version) { version = now; await draw(); }
    } catch { await new Promise(done => setTimeout(done, 1000)); }
  }
}

// Drawing: only what has changed, so that focus and open menus stay where they are.
async function draw() {
  const mine = ++asked, here = `${person.value} ${channel}`;
  const text = await (await fetch(`/fragment?user=${person.value}&channel=${room()}`)).text();
  if (mine !== asked) return;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  drawMessages(fresh.getElementById("log"), here !== scroller.dataset.place);
  scroller.dataset.place = here;
  drawModal(fresh.getElementById("modal"));
}
function drawMessages(fresh, moved) {
  if (moved) scroller.replaceChildren();
  const there = new Map([...scroller.children].map(one => [one.dataset.ts, one]));
  let added = null;
  for (const one of [...fresh.children]) {
    const old = there.get(one.dataset.ts);
    one.served = one.outerHTML;
    there.delete(one.dataset.ts);
    if (!old) { scroller.append(one); added = one; }
    else if (old.served !== one.served) replace(old, one);
  }
  there.forEach(one => one.remove());
  if (moved && channel === "home") scroller.scrollTop = 0;
  else if (added) {
    scroller.scrollTop = scroller.scrollHeight;
    if (added.offsetHeight > scroller.clientHeight) added.scrollIntoView();
  }
}
function replace(old, one) {
  const pressed = old.contains(document.activeElement) ? document.activeElement.textContent : null;
  old.replaceWith(one);
  if (pressed === null) return;
  const buttons = [...one.querySelectorAll("button[data-action], summary")];
  const again = buttons.find(button => button.textContent === pressed) || buttons.at(-1);
  if (again) again.focus({preventScroll: true}); else line.focus();
  if (one.getBoundingClientRect().top < scroller.getBoundingClientRect().top) one.scrollIntoView();
}
function drawModal(fresh) {
  const open = document.getElementById("modal");
  if (open && fresh && open.dataset.view === fresh.dataset.view) return;
  if (open) open.close(); // gives the focus back to where it was
  views.replaceChildren(...(fresh ? [fresh] : []));
  if (fresh) {
    fresh.showModal();
    (fresh.querySelector(".input input, .input select, .input textarea") || fresh.querySelector("footer .primary, footer .button")).focus();
  } else if (open && document.activeElement === body) line.focus();
}
async function choose(name) {
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
  const found = typed.startsWith("/") && !typed.includes(" ") ? commands.filter(one => one.command.startsWith(typed)) : [];
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
  await post("/control/send", {text});
});

// Fields of a modal -> state.values; what is needed and empty is held back here, as Slack's client does.
function picked(select) { return select.value ? {value: select.value, text: {type: "plain_text", text: select.selectedOptions[0].textContent}} : null; }
const READ = {
  static_select: field => ({selected_option: picked(field)}),
  channels_select: field => ({selected_channel: field.value || null}),
  users_select: field => ({selected_user: field.value || null}),
  multi_users_select: field => ({selected_users: [...field.querySelectorAll(":checked")].map(one => one.value)}),
  datepicker: field => ({selected_date: field.value || null}),
};
function read(field) { const kind = field.dataset.kind; return READ[kind] ? READ[kind](field) : {value: field.value || null}; }
function values() {
  const found = {};
  document.querySelectorAll("#modal [data-kind]").forEach(field => {
    const [block, action] = field.dataset.name.split("|");
    (found[block] ||= {})[action] = {type: field.dataset.kind, ...read(field)};
  });
  return found;
}
function missing() {
  const errors = {};
  document.querySelectorAll("#modal [data-needed] [data-kind]").forEach(field => {
    const [given] = Object.values(read(field));
    if (given === null || given.length === 0 || (field.value || "x").trim() === "") errors[field.dataset.name.split("|")[0]] = "Please fill in this field.";
  });
  return errors;
}
function tell(errors) {
  document.querySelectorAll("#modal [data-error]").forEach(one => {
    one.textContent = errors[one.dataset.error] || "";
    const field = one.closest(".input")?.querySelector("[data-kind]");
    if (field) field.setAttribute("aria-invalid", one.textContent !== "");
  });
  const first = document.querySelector("#modal [aria-invalid=true]");
  if (first) (first.querySelector("input") || first).focus();
}
document.addEventListener("submit", async event => {
  const modal = event.target.closest("#modal");
  if (!modal) return;
  event.preventDefault();
  const empty = missing();
  if (Object.keys(empty).length) return tell(empty);
  const button = modal.querySelector("[type=submit]");
  button.disabled = true;
  tell((await post("/control/submit", {values: values()})).errors);
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
  const target = event.target.closest("button");
  document.querySelectorAll("details.menu[open]").forEach(one => { if (!one.contains(event.target)) one.open = false; });
  if (!target) return;
  if (target.dataset.channel) { await choose(target.dataset.channel); if (channel !== "home") line.focus(); }
  else if (target.dataset.line) { line.value = target.dataset.line; line.focus(); }
  else if (target.hasAttribute("data-close")) await post("/control/close", {});
  else if (target.dataset.action) await press(target);
});
async function press(target) {
  if (target.dataset.confirm && !await confirmed(JSON.parse(target.dataset.confirm))) return;
  const menu = target.closest("details");
  if (menu) { menu.open = false; menu.querySelector("summary").focus({preventScroll: true}); }
  if (target.dataset.busy) return;
  target.dataset.busy = "yes";
  await post("/control/click", {owner: target.dataset.owner, action: JSON.parse(target.dataset.action), values: values()});
  delete target.dataset.busy;
}
document.addEventListener("toggle", event => { if (event.target.open && event.target.matches(".menu")) event.target.querySelector(".options").scrollIntoView({block: "nearest"}); }, true);
document.addEventListener("keydown", event => {
  const menu = event.target.closest?.("details.menu[open]");
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
  for (const file of files) {
    await fetch(`/control/drop?user=${person.value}&name=${encodeURIComponent(file.name)}`, {method: "POST", headers: {"content-type": "application/octet-stream", "x-console-token": body.dataset.token}, body: file});
  }
}
document.getElementById("file").addEventListener("change", event => { const files = [...event.target.files]; event.target.value = ""; drop(files); });
document.addEventListener("dragover", event => { event.preventDefault(); body.classList.add("dropping"); });
document.addEventListener("dragleave", () => body.classList.remove("dropping"));
document.addEventListener("drop", event => { event.preventDefault(); body.classList.remove("dropping"); drop([...event.dataTransfer.files]); });
person.addEventListener("change", () => choose(channel));
choose(channel).then(() => line.focus());
watch();
