// Only on the report form: a recorder beside the field for sound, and the place of the phone.
// Without it both stay what they are: a file field, and nothing.
(() => {
  "use strict";
  const SECONDS = 60, BITS = 16000;
  const add = (after, tag, text) => {
    const made = document.createElement(tag);
    made.textContent = text;
    after.after(made);
    return made;
  };
  const clock = (seconds) => Math.floor(seconds / 60) + "." + String(seconds % 60).padStart(2, "0");

  function recorder(input) {
    const label = input.closest("label"), box = document.createElement("div"), line = add(label, "p", "");
    const button = document.createElement("button");
    button.textContent = _("Rekam suara");
    button.type = "button";
    button.className = "btn";
    box.className = "acts";
    box.append(button);
    label.before(box);
    label.style.display = "none";
    line.setAttribute("role", "status");
    let running, player;
    function put(parts, type, seconds) {
      const name = "suara." + (/mp4/.test(type) ? "m4a" : /ogg/.test(type) ? "ogg" : "webm");
      const file = new File(parts, name, { type }), held = new DataTransfer();
      held.items.add(file);
      input.files = held.files;
      if (player) player.remove();
      player = add(line, "audio", "");
      player.controls = true;
      player.src = URL.createObjectURL(file);
      line.textContent = `${_("Suara")} ${clock(seconds)}, ${Math.ceil(file.size / 1000)} kB. ${_("Dengarkan dulu, lalu Kirim.")}`;
      button.textContent = _("Rekam ulang");
    }
    async function start() {
      let stream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch {
        label.style.display = "";
        line.textContent = _("Mikrofon tidak bisa dipakai. Izinkan dulu, atau pilih rekaman dari HP.");
        return;
      }
      const parts = [], began = Date.now();
      running = new MediaRecorder(stream, { audioBitsPerSecond: BITS });
      const seconds = () => Math.min(SECONDS, Math.round((Date.now() - began) / 1000));
      const tick = setInterval(() => {
        button.textContent = `${_("Hentikan")} (${clock(seconds())} ${_("dari")} ${clock(SECONDS)})`;
        if (seconds() >= SECONDS) running.stop();
      }, 500);
      running.ondataavailable = ({ data }) => parts.push(data);
      running.onstop = () => {
        clearInterval(tick);
        stream.getTracks().forEach((track) => track.stop());
        put(parts, running.mimeType, seconds());
        running = null;
      };
      running.start();
      button.textContent = _("Hentikan");
    }
    button.onclick = () => (running ? running.stop() : start());
  }

  function place(box) {
    const input = box.querySelector("input"), button = box.querySelector("button"), line = box.querySelector("p");
    const noted = () => { line.textContent = _("Lokasi tercatat. Hanya petugas yang bisa melihatnya."); };
    box.hidden = false;
    if (input.value) noted();
    button.onclick = () => {
      line.textContent = _("Mencari lokasi…");
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        input.value = coords.latitude.toFixed(6) + "," + coords.longitude.toFixed(6);
        noted();
      }, () => {
        line.textContent = _("Lokasi tidak ditemukan. Laporan tetap bisa dikirim.");
      }, { enableHighAccuracy: true, timeout: 20000 });
    };
  }

  function dress() {
    const fresh = (what) => Array.from(document.querySelectorAll(what + ":not([data-ready])"), (node) => {
      node.dataset.ready = "";
      return node;
    });
    if (window.MediaRecorder && navigator.mediaDevices) fresh("[data-voice]").forEach(recorder);
    if (navigator.geolocation) fresh("[data-place]").forEach(place);
  }
  dress();
  document.addEventListener("htmx:afterSettle", dress);
})();
