/** Filters: addresses without empty fields, and a sign that the next page is under way. */

export function filters(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-filters]")) {
    form.addEventListener("submit", () => {
      const empty = [...form.elements].filter(
        (field): field is HTMLInputElement | HTMLSelectElement =>
          (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.value === "",
      );
      empty.forEach((field) => (field.disabled = true));
      // The browser may come back to this very page, which must have all its fields then.
      setTimeout(() => empty.forEach((field) => (field.disabled = false)));
      document.getElementById("main")?.classList.add("busy");
    });
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) {
        form.requestSubmit();
      }
    });
  }
  addEventListener("pageshow", () => document.getElementById("main")?.classList.remove("busy"));
}
