/** Add: files dropped on the page, and how far reading has come without loading the page again. */

const EVERY = 700; // milliseconds

interface Job {
  state: string;
  done: number;
  total: number | null;
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
    if (now.state === "done" || now.state === "failed") {
      location.reload();
      return;
    }
    if (bar && now.total) {
      bar.max = now.total;
      bar.value = now.done;
    }
    if (words && now.done) {
      words.textContent = now.total ? `${now.done} of ${now.total} read` : `${now.done} read`;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}
