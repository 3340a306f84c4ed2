// Speech, where the browser has it: a question by voice, a page read aloud. Nothing is heard or said before a button is pressed.
// A page is read by a voice of the device itself, where there is one. What is said into the microphone is turned into words by the
// browser, and some browsers send it to their maker for that: this is said before the first time, and the button pressed once more.
// What was heard stands in the box, to be read and sent by who spoke. Buttons are found by their attributes when they are pressed,
// since pages come and go; styles show them once `<html>` says that there is speech.
const root = document.documentElement;
const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
const voice = window.speechSynthesis;
// What a page says first, and then all that it says.
const FIRST = "main [data-read]";
const WHOLE = "main h1, main h2, main h3, main p, main li, main dt, main dd";
// Set once this visitor was told who hears.
const TOLD = "onehall-hears";
let heard = null;

function shown(selector) {
  const all = [...document.querySelectorAll(selector)];
  return all.filter((element) => element.getClientRects().length > 0 && !element.closest("nav"));
}

function lines() {
  const first = shown(FIRST);
  // What was said, or holds what was said, is not said again: its parts are.
  const rest = shown(WHOLE).filter((element) => !first.some((said) => said.contains(element) || element.contains(said)));
  // What lies in another one of them is said by that.
  const outer = rest.filter((element) => !rest.some((other) => other !== element && other.contains(element)));
  return [...first, ...outer].map((element) => element.innerText.trim()).filter(Boolean);
}

function still() {
  if (voice) voice.cancel();
  document.querySelectorAll("[data-speaking]").forEach((button) => button.removeAttribute("data-speaking"));
}

function speak(button) {
  const spoke = button.hasAttribute("data-speaking");
  still();
  const said = spoke ? [] : lines();
  if (!said.length) return;
  button.setAttribute("data-speaking", "");
  const own = voice.getVoices().find((known) => known.localService && known.lang.replace("_", "-").startsWith(root.lang.slice(0, 2)));
  said.forEach((text, place) => {
    const part = new SpeechSynthesisUtterance(text);
    part.lang = root.lang;
    part.rate = root.hasAttribute("data-elder") ? 0.85 : 1;
    if (own) part.voice = own;
    if (place === said.length - 1) part.onend = () => button.removeAttribute("data-speaking");
    part.onerror = () => button.removeAttribute("data-speaking");
    voice.speak(part);
  });
}

// Whether who speaks was told who hears: a store that cannot be had tells every time.
function told() {
  try {
    const before = sessionStorage.getItem(TOLD);
    sessionStorage.setItem(TOLD, "1");
    return before !== null;
  } catch {
    return false;
  }
}

function listen(button) {
  if (heard) return heard.stop();
  still();
  const box = button.form && button.form.querySelector("input[type=search]");
  const status = button.form && button.form.querySelector("[data-heard]");
  if (!box || !status) return;
  const say = (what) => (status.textContent = what ? status.dataset[what] : "");
  if (!told() && !status.textContent) return say("first");
  let ended = "nothing";
  heard = new Recognition();
  heard.lang = root.lang;
  heard.interimResults = true;
  heard.onresult = (event) => {
    box.value = [...event.results].map((result) => result[0].transcript).join("");
    ended = box.value ? "" : "nothing";
  };
  heard.onerror = (event) => {
    ended = ["not-allowed", "service-not-allowed", "audio-capture"].includes(event.error) ? "refused" : "nothing";
  };
  heard.onend = () => {
    heard = null;
    button.setAttribute("aria-pressed", "false");
    say(ended);
    box.focus();
  };
  button.setAttribute("aria-pressed", "true");
  say("listening");
  heard.start();
}

if (Recognition) root.setAttribute("data-hears", "");
if (voice) root.setAttribute("data-speaks", "");
document.addEventListener("click", (event) => {
  const pressed = event.target instanceof Element ? event.target : null;
  const button = pressed && pressed.closest("[data-speak], [data-listen], a[href]");
  if (!button) return;
  if (button.matches("[data-speak]")) speak(button);
  else if (button.matches("[data-listen]")) listen(button);
  else still();
});
// Another page begins in silence, however one comes to it.
document.addEventListener("submit", still);
addEventListener("popstate", still);
addEventListener("pagehide", still);
