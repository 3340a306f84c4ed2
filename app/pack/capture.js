// Beside a file input: a photograph is cut to its shape, a signature is drawn by hand. What comes of it is put into the
// input, which works without either and is what is sent.
import SignaturePad from "signature_pad";

// A photograph is sent at most this many times as large as it has to be.
const LARGEST = 3;

for (const box of document.querySelectorAll("[data-capture]")) {
  const input = box.querySelector("input[type=file]");
  const panel = box.querySelector(".capture");
  (box.dataset.capture === "photo" ? photograph : signature)(box, input, panel);
}

function photograph(box, input, panel) {
  const width = Number(box.dataset.width);
  const height = Number(box.dataset.height);
  const preview = panel.querySelector("canvas");
  const small = panel.querySelector("[data-small]");
  const frame = panel.querySelector("[data-frame]");
  const ranges = panel.querySelectorAll("input[type=range]");
  const zoom = ranges[0];
  const across = ranges[1];
  const down = ranges[2];
  let picture = null;
  let name = "";

  /** The piece of the picture within the frame: as much as there is, down to what is sharp enough. */
  const piece = () => {
    const widest = Math.min(picture.naturalWidth / width, picture.naturalHeight / height);
    const scale = widest ** (1 - zoom.value / 100);
    const size = { width: width * scale, height: height * scale };
    const spare = { across: picture.naturalWidth - size.width, down: picture.naturalHeight - size.height };
    return { scale, spare, size, left: (spare.across * across.value) / 100, top: (spare.down * down.value) / 100 };
  };
  const draw = (canvas, times) => {
    canvas.width = Math.round(width * times);
    canvas.height = Math.round(height * times);
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    const from = piece();
    paper.drawImage(picture, from.left, from.top, from.size.width, from.size.height, 0, 0, canvas.width, canvas.height);
  };
  const cut = () => {
    const canvas = document.createElement("canvas");
    draw(canvas, Math.min(piece().scale, LARGEST));
    give(input, canvas, name, "image/jpeg");
  };

  input.addEventListener("change", async () => {
    const file = input.files[0];
    picture = file ? await load(file) : null;
    const fits = picture !== null && picture.naturalWidth >= width && picture.naturalHeight >= height;
    panel.hidden = picture === null;
    small.hidden = fits;
    frame.hidden = !fits;
    if (!fits) return;
    name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
    zoom.value = 0;
    across.value = down.value = 50;
    draw(preview, 1);
    cut();
  });
  panel.addEventListener("input", () => draw(preview, 1));
  panel.addEventListener("change", cut);
  preview.addEventListener("pointerdown", (event) => preview.setPointerCapture(event.pointerId));
  preview.addEventListener("pointermove", (event) => {
    if (!preview.hasPointerCapture(event.pointerId)) return;
    const from = piece();
    const moved = (from.size.width * 100) / preview.clientWidth;
    // A range keeps its value between its ends by itself.
    if (from.spare.across > 0) across.value -= (event.movementX * moved) / from.spare.across;
    if (from.spare.down > 0) down.value -= (event.movementY * moved) / from.spare.down;
    draw(preview, 1);
  });
  preview.addEventListener("pointerup", cut);
}

function signature(box, input, panel) {
  const canvas = panel.querySelector("canvas");
  const pad = new SignaturePad(canvas, { backgroundColor: "#fff", penColor: "#000", minWidth: 1, maxWidth: 3.5 });
  panel.hidden = false;
  new ResizeObserver(() => {
    const ratio = Math.max(devicePixelRatio, 2);
    const width = canvas.clientWidth * ratio;
    const height = canvas.clientHeight * ratio;
    if (canvas.width === width && canvas.height === height) return;
    const drawn = pad.toData();
    canvas.width = width;
    canvas.height = height;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.clear();
    pad.fromData(drawn);
  }).observe(canvas);
  pad.addEventListener("endStroke", () => give(input, canvas, `${box.dataset.capture}.png`, "image/png"));
  panel.querySelector("button").addEventListener("click", () => {
    pad.clear();
    input.value = "";
  });
}

/** The picture in a file; null for what this browser cannot show, which is then sent as it is. */
async function load(file) {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  try {
    await picture.decode();
    return picture;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(picture.src);
  }
}

/** Puts what is on the canvas into the input, as if it had been chosen; at once, for the form may be sent next. */
function give(input, canvas, name, type) {
  const content = atob(canvas.toDataURL(type, 0.92).split(",")[1]);
  const chosen = new DataTransfer();
  chosen.items.add(new File([Uint8Array.from(content, (letter) => letter.charCodeAt(0))], name, { type }));
  input.files = chosen.files;
}
