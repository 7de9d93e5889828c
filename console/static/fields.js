"use strict";
// What people fill in -> the values that Slack sends. A field names itself "block|action" and its kind.
function option(value, text) { return {value, text: {type: "plain_text", text}}; }
function picked(select) { return select.value ? option(select.value, select.selectedOptions[0].textContent) : null; }
function checked(group) { return [...group.querySelectorAll(":checked")]; }
function found(field) { return JSON.parse(field.dataset.options || "[]").find(one => one.text.text === field.value) || null; }
function labelled(box) { return option(box.value, box.parentElement.textContent.trim()); }
const several = name => group => ({[name]: checked(group).map(one => one.value)});
const options = group => ({selected_options: checked(group).map(labelled)});
const READ = {
  static_select: field => ({selected_option: picked(field)}),
  external_select: field => ({selected_option: found(field)}),
  multi_external_select: field => ({selected_options: found(field) ? [found(field)] : []}),
  multi_static_select: options,
  checkboxes: options,
  radio_buttons: group => ({selected_option: checked(group).map(labelled)[0] || null}),
  channels_select: field => ({selected_channel: field.value || null}),
  conversations_select: field => ({selected_conversation: field.value || null}),
  users_select: field => ({selected_user: field.value || null}),
  multi_users_select: several("selected_users"),
  multi_channels_select: several("selected_channels"),
  multi_conversations_select: several("selected_conversations"),
  datepicker: field => ({selected_date: field.value || null}),
  timepicker: field => ({selected_time: field.value || null}),
  datetimepicker: field => ({selected_date_time: field.value ? Math.floor(new Date(field.value) / 1000) : null}),
};
function read(field) { const kind = field.dataset.kind; return READ[kind] ? READ[kind](field) : {value: field.value || null}; }
function values(place) {
  const found = {};
  for (const field of place?.querySelectorAll("[data-kind]") || []) {
    const [block, action] = field.dataset.name.split("|");
    (found[block] ||= {})[action] = {type: field.dataset.kind, ...read(field)};
  }
  return found;
}
// Held back here, as Slack's client does: what is needed and empty, and what is no address.
function missing(place) {
  const errors = {};
  for (const field of place.querySelectorAll(".input [data-kind]")) {
    const [given] = Object.values(read(field)), block = field.dataset.name.split("|")[0];
    const empty = given === null || given.length === 0 || (typeof given === "string" && given.trim() === "");
    if (empty && field.closest("[data-needed]")) errors[block] = "Please fill in this field.";
    else if (field.validity && !field.validity.valid) errors[block] = field.validationMessage;
  }
  return errors;
}
function tell(place, errors) {
  for (const one of place.querySelectorAll("[data-error]")) {
    one.textContent = errors[one.dataset.error] || "";
    const field = one.closest(".input")?.querySelector("[data-kind]");
    if (field) field.setAttribute("aria-invalid", one.textContent !== "");
  }
  const first = place.querySelector("[aria-invalid=true]");
  if (first) (first.querySelector("input") || first).focus();
}
function setInstants(place) {
  for (const field of place.querySelectorAll("[data-instant]:not([data-instant=''])")) {
    const at = new Date(field.dataset.instant * 1000);
    field.value = new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  }
}
