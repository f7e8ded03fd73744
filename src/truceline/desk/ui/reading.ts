/** A report: a click on a claim's words shows its record, and what the pointer is on is lit on both sides. */

export function reading(): void {
  const text = document.querySelector<HTMLElement>("[data-text]");
  if (!text) {
    return;
  }
  const lit = (of: string | undefined): void => {
    for (const one of document.querySelectorAll<HTMLElement>(".is-lit")) {
      one.classList.remove("is-lit");
    }
    if (of) {
      for (const one of document.querySelectorAll<HTMLElement>(`[data-of="${CSS.escape(of)}"]`)) {
        one.classList.add("is-lit");
      }
    }
  };
  const markOf = (event: Event): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>(".m-claim[data-of]") : null;

  text.addEventListener("click", (event) => {
    const mark = markOf(event);
    const chosen = getSelection();
    if (!mark || (event.target as Element).closest("a") || (chosen && !chosen.isCollapsed)) {
      return;
    }
    const of = mark.dataset["of"] ?? "";
    lit(of);
    const record = document.getElementById(of);
    record?.scrollIntoView({ block: "nearest" });
    record?.focus({ preventScroll: true });
    history.replaceState(null, "", `#${of}`);
  });
  text.addEventListener("pointerover", (event) => lit(markOf(event)?.dataset["of"]));
  text.addEventListener("pointerleave", () => lit(undefined));
  for (const record of document.querySelectorAll<HTMLElement>(".record[data-of]")) {
    record.addEventListener("pointerenter", () => lit(record.dataset["of"]));
    record.addEventListener("pointerleave", () => lit(undefined));
    record.addEventListener("focusin", () => lit(record.dataset["of"]));
  }
  const fromHash = (): void => {
    const of = location.hash.replace(/^#(w-)?/, "");
    if (of) {
      lit(of);
    }
  };
  addEventListener("hashchange", fromHash);
  fromHash();
}
