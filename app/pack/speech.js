// Speech, where the browser has it: a question by voice, a page read aloud. Nothing is heard or said before a button is pressed, and
// nothing is sent anywhere by it: what was heard stands in the box, to be read and sent by who spoke. Buttons are found by their
// attributes when they are pressed, since pages come and go; styles show them once `<html>` says that there is speech.
const root = document.documentElement;
const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
const voice = window.speechSynthesis;
// What a page says first: what is marked to be read, else its headings and texts.
const MARKED = "main [data-read]";
const WHOLE = "main h1, main h2, main h3, main p, main li, main dt, main dd";
let heard = null;

function lines() {
  const marked = [...document.querySelectorAll(MARKED)];
  const all = marked.length ? marked : [...document.querySelectorAll(WHOLE)];
  const shown = all.filter((element) => element.getClientRects().length > 0);
  // What lies in another one of them is said by that.
  return shown.filter((element) => !shown.some((other) => other !== element && other.contains(element)));
}

function speaking(button, is) {
  button.setAttribute("aria-pressed", String(is));
}

function still() {
  if (voice) voice.cancel();
  document.querySelectorAll("[data-speak]").forEach((button) => speaking(button, false));
}

function speak(button) {
  if (voice.speaking || voice.pending) return still();
  speaking(button, true);
  const said = lines().map((element) => element.innerText.trim()).filter(Boolean);
  said.forEach((text, place) => {
    const part = new SpeechSynthesisUtterance(text);
    part.lang = root.lang;
    part.rate = root.hasAttribute("data-elder") ? 0.85 : 1;
    if (place === said.length - 1) part.onend = () => speaking(button, false);
    part.onerror = () => speaking(button, false);
    voice.speak(part);
  });
}

function listen(button) {
  if (heard) return heard.stop();
  still();
  const box = button.form && button.form.querySelector("input[type=search]");
  if (!box) return;
  heard = new Recognition();
  heard.lang = root.lang;
  heard.interimResults = true;
  heard.onresult = (event) => {
    box.value = [...event.results].map((result) => result[0].transcript).join("");
  };
  heard.onend = () => {
    heard = null;
    speaking(button, false);
    box.focus();
  };
  heard.onerror = heard.onend;
  speaking(button, true);
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
addEventListener("pagehide", still);
