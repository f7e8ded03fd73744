/** The review queue by keyboard: each button names its key. */

import { isTyping } from "./keys.ts";

export function review(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-review]");
  if (!form) {
    return;
  }
  const byKey = new Map<string, HTMLElement>();
  for (const one of document.querySelectorAll<HTMLElement>("[data-key]")) {
    byKey.set(one.dataset["key"] ?? "", one);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target instanceof HTMLElement && isTyping(event)) {
      event.target.blur();
      return;
    }
    const wanted = isTyping(event) ? undefined : byKey.get(event.key);
    if (wanted) {
      event.preventDefault();
      if (wanted instanceof HTMLButtonElement || wanted instanceof HTMLAnchorElement) {
        wanted.click();
      } else {
        if (wanted instanceof HTMLDetailsElement) {
          wanted.open = true;
        }
        (wanted.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea") ?? wanted).focus();
      }
    }
  });
  form.addEventListener("submit", () => document.getElementById("main")?.classList.add("busy"));
}
