/** Keys that work everywhere: / to search, j and k through a list, o to open, w to the words. */

const STEPS: Record<string, number> = { j: 1, k: -1 };

export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  const writes = target instanceof HTMLInputElement ? !["checkbox", "radio", "button"].includes(target.type) : false;
  const field = target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
  return writes || field || event.ctrlKey || event.metaKey || event.altKey;
}

export function keys(): void {
  const items = [...document.querySelectorAll<HTMLElement>(".claims > .claim, .records > .record")];
  items.forEach((item) => (item.tabIndex = -1));
  document.addEventListener("keydown", (event) => {
    if (isTyping(event)) {
      return;
    }
    const step = STEPS[event.key];
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("find")?.focus();
    } else if (step && items.length) {
      const now = items.findIndex((item) => item.contains(document.activeElement));
      const next = items[Math.min(Math.max(now + step, 0), items.length - 1)];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "o" || event.key === "w") {
      const item = items.find((one) => one.contains(document.activeElement));
      const links = item?.querySelectorAll<HTMLAnchorElement>("a");
      const wanted = [...(links ?? [])].find((link) =>
        event.key === "w" ? link.hash.startsWith("#w-") : link.pathname.startsWith("/claims/"),
      );
      wanted?.click();
    }
  });
}
