/** Says when claims have come since the page was made; nothing moves under the reader's eyes. */

const EVERY = 20_000; // milliseconds

export function news(): void {
  const place = document.querySelector<HTMLElement>("[data-news]");
  if (!place) {
    return;
  }
  const seen = Number(place.dataset["news"]);
  const look = async (): Promise<void> => {
    if (document.hidden) {
      return;
    }
    const answer = await fetch("/api/v1/ledger").catch(() => undefined);
    if (!answer?.ok) {
      return;
    }
    const { claims } = (await answer.json()) as { claims: number };
    if (claims > seen) {
      const link = document.createElement("a");
      link.href = location.pathname + location.search;
      link.textContent = `${(claims - seen).toLocaleString("en")} new. Load again`;
      place.replaceChildren(link);
    }
  };
  setInterval(() => void look(), EVERY);
}
