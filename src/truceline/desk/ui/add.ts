/** Add: files dropped on the page, and how far reading has come without loading the page again. */

const EVERY = 700; // milliseconds

interface Job {
  done: number;
  total: number;
  finished: boolean;
}

export function addPage(): void {
  const zone = document.querySelector<HTMLElement>("[data-drop]");
  const input = zone?.querySelector<HTMLInputElement>("input[type=file]");
  if (zone && input) {
    const said = zone.querySelector<HTMLElement>("[data-files]");
    const tell = (): void => {
      if (said) {
        said.textContent = [...(input.files ?? [])].map((file) => file.name).join(", ");
      }
    };
    input.addEventListener("change", tell);
    for (const [kind, over] of [["dragover", true], ["dragleave", false], ["drop", false]] as const) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.classList.toggle("is-over", over);
        if (kind === "drop" && event instanceof DragEvent && event.dataTransfer?.files.length) {
          input.files = event.dataTransfer.files;
          tell();
        }
      });
    }
  }
  const job = document.querySelector<HTMLElement>("[data-job]");
  if (job) {
    document.querySelector("meta[http-equiv=refresh]")?.remove();
    void follow(job);
  }
}

async function follow(place: HTMLElement): Promise<void> {
  const bar = place.querySelector("progress");
  const words = place.querySelector<HTMLElement>("[data-progress]");
  for (;;) {
    const answer = await fetch(place.dataset["job"] ?? "").catch(() => undefined);
    if (!answer?.ok) {
      return;
    }
    const now = (await answer.json()) as Job;
    if (now.finished) {
      location.reload();
      return;
    }
    if (bar) {
      bar.max = Math.max(now.total, 1);
      bar.value = now.done;
    }
    if (words) {
      words.textContent = `${now.done} of ${now.total} read`;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}
