"use strict";
const body = document.body, fragment = document.getElementById("fragment"), line = document.getElementById("line");
const person = document.getElementById("person"), hints = document.getElementById("hints");
const commands = JSON.parse(body.dataset.commands);
let channel = "C0FITNESS", version = -1;

function room() { return channel === "direct" ? "D" + person.value.slice(1) : channel; }
async function post(path, data) {
  const answer = await fetch(path, {method: "POST", headers: {"content-type": "application/json", "x-console-token": body.dataset.token}, body: JSON.stringify({user: person.value, channel: room(), ...data})});
  return answer.json();
}
async function draw() {
  const answer = await fetch(`/fragment?user=${person.value}&channel=${room()}`);
  const atEnd = fragment.scrollHeight - fragment.scrollTop - fragment.clientHeight < 80;
  const open = document.getElementById("modal");
  const text = await answer.text();
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("modal");
  if (open && fresh && open.dataset.view === fresh.dataset.view) return;
  fragment.innerHTML = text;
  if (atEnd || !open) fragment.scrollTop = fragment.scrollHeight;
  const modal = document.getElementById("modal");
  if (modal) (modal.querySelector(".blocks input, .blocks select, .blocks textarea") || modal.querySelector("[data-close]")).focus();
  else if (open) line.focus();
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
function choose(name) {
  channel = name;
  document.querySelectorAll(".room").forEach(one => one.dataset.channel === name ? one.setAttribute("aria-current", "page") : one.removeAttribute("aria-current"));
  document.getElementById("title").textContent = document.querySelector(`[data-channel="${name}"]`).textContent;
  draw(); line.focus();
}
function hint() {
  const typed = line.value, found = typed.startsWith("/") && !typed.includes(" ") ? commands.filter(one => one.command.startsWith(typed)) : [];
  hints.hidden = !found.length;
  hints.replaceChildren(...found.map((one, index) => {
    const item = document.createElement("li");
    item.setAttribute("role", "option"); item.setAttribute("aria-selected", index === 0);
    item.dataset.command = one.command; item.textContent = one.command + " ";
    const small = document.createElement("small"); small.textContent = one.description; item.append(small);
    return item;
  }));
}
function take(item) { line.value = item.dataset.command + " "; hints.hidden = true; line.focus(); }
line.addEventListener("input", hint);
line.addEventListener("keydown", event => {
  if (hints.hidden) return;
  const items = [...hints.children], at = items.findIndex(one => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = (at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length;
    items.forEach((one, index) => one.setAttribute("aria-selected", index === next));
  } else if (event.key === "Tab") { event.preventDefault(); take(items[at]); }
  else if (event.key === "Escape") hints.hidden = true;
});
hints.addEventListener("click", event => { const item = event.target.closest("li"); if (item) take(item); });
document.getElementById("composer").addEventListener("submit", async event => {
  event.preventDefault();
  const text = line.value.trim(); if (!text) return;
  line.value = ""; hints.hidden = true;
  await post("/control/send", {text});
});
function values() {
  const found = {};
  document.querySelectorAll("#modal [data-kind]").forEach(one => {
    const [block, action] = one.name.split("|"), kind = one.dataset.kind;
    const value = {type: kind};
    if (kind === "static_select") value.selected_option = one.value ? {value: one.value, text: {type: "plain_text", text: one.selectedOptions[0].textContent}} : null;
    else if (kind === "datepicker") value.selected_date = one.value || null;
    else value.value = one.value || null;
    (found[block] ||= {})[action] = value;
  });
  return found;
}
document.addEventListener("click", async event => {
  const target = event.target.closest("button");
  document.querySelectorAll("details.menu[open]").forEach(one => { if (!one.contains(event.target)) one.open = false; });
  if (!target) return;
  if (target.dataset.channel) choose(target.dataset.channel);
  else if (target.dataset.line) { line.value = target.dataset.line; line.focus(); }
  else if (target.hasAttribute("data-close")) await post("/control/close", {});
  else if (target.dataset.action) {
    if (target.dataset.confirm && !confirm(target.dataset.confirm)) return;
    const menu = target.closest("details"); if (menu) menu.open = false;
    target.disabled = true;
    await post("/control/click", {owner: target.dataset.owner, action: JSON.parse(target.dataset.action), values: values()});
    target.disabled = false;
  }
});
document.addEventListener("submit", async event => {
  if (event.target.id !== "modal") return;
  event.preventDefault();
  const errors = (await post("/control/submit", {values: values()})).errors;
  document.querySelectorAll("#modal [data-error]").forEach(one => { one.textContent = errors[one.dataset.error] || ""; });
});
document.addEventListener("keydown", event => { if (event.key === "Escape" && document.getElementById("modal")) post("/control/close", {}); });
async function drop(files) {
  for (const file of files) {
    choose("direct");
    await fetch(`/control/drop?user=${person.value}&name=${encodeURIComponent(file.name)}`, {method: "POST", headers: {"content-type": "application/octet-stream", "x-console-token": body.dataset.token}, body: file});
  }
}
document.getElementById("file").addEventListener("change", event => { drop([...event.target.files]); event.target.value = ""; });
document.addEventListener("dragover", event => { event.preventDefault(); body.classList.add("dropping"); });
document.addEventListener("dragleave", () => body.classList.remove("dropping"));
document.addEventListener("drop", event => { event.preventDefault(); body.classList.remove("dropping"); drop([...event.dataTransfer.files]); });
person.addEventListener("change", draw);
choose("C0FITNESS"); watch();
