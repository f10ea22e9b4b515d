"use strict";
(() => {
  const form = document.getElementById("saring");
  const people = [...document.querySelectorAll(".orang")];
  const fields = {
    cari: document.getElementById("cari"),
    unit: document.getElementById("pilih-unit"),
    predikat: document.getElementById("pilih-predikat"),
  };
  const count = document.getElementById("jumlah");
  const open = document.getElementById("buka");
  const shown = () => people.filter((one) => !one.hidden);
  const name = () => {
    open.textContent = shown().some((one) => !one.open) ? "Buka semua" : "Tutup semua";
  };
  const filter = () => {
    const words = fields.cari.value.trim().toLowerCase();
    for (const one of people) {
      one.hidden =
        (fields.unit.value !== "" && one.dataset.unit !== fields.unit.value) ||
        (fields.predikat.value !== "" && one.dataset.predikat !== fields.predikat.value) ||
        !one.dataset.cari.includes(words);
    }
    count.textContent = `${shown().length} dari ${people.length} pegawai`;
    name();
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  open.addEventListener("click", () => {
    const all = shown().some((one) => !one.open);
    for (const one of shown()) one.open = all;
    name();
  });
  for (const one of people) one.addEventListener("toggle", name);
  for (const link of document.querySelectorAll("a[data-predikat], a[data-unit]")) {
    link.addEventListener("click", () => {
      fields.cari.value = "";
      fields.unit.value = link.dataset.unit ?? "";
      fields.predikat.value = link.dataset.predikat ?? "";
      filter();
    });
  }
})();
