/** The map: dragged and zoomed in place. Links beside it ask the server for other parts, with or without this. */

interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

const CLOSEST = 1 / 40;

export function map(): void {
  const drawing = document.querySelector<SVGSVGElement>("svg[data-map]");
  if (!drawing) {
    return;
  }
  const { x, y, width, height } = drawing.viewBox.baseVal;
  const whole: Frame = { x, y, width, height };
  let now = { ...whole };

  const show = (frame: Frame): void => {
    const wide = Math.min(Math.max(frame.width, whole.width * CLOSEST), whole.width);
    const tall = (wide / whole.width) * whole.height;
    now = {
      x: Math.min(Math.max(frame.x, whole.x), whole.x + whole.width - wide),
      y: Math.min(Math.max(frame.y, whole.y), whole.y + whole.height - tall),
      width: wide,
      height: tall,
    };
    drawing.setAttribute("viewBox", `${now.x} ${now.y} ${now.width} ${now.height}`);
    // Dots and names keep their size on the screen.
    const scale = now.width / whole.width;
    for (const dot of drawing.querySelectorAll<SVGCircleElement>("circle")) {
      dot.dataset["r"] ??= dot.getAttribute("r") ?? "4";
      dot.setAttribute("r", String(Number(dot.dataset["r"]) * Math.max(scale, 0.25)));
    }
    for (const name of drawing.querySelectorAll<SVGTextElement>("text.name")) {
      name.setAttribute("font-size", String(11.5 * scale));
      name.classList.toggle("is-scaled", scale < 1);
    }
  };
  const zoom = (times: number, atX: number, atY: number): void => {
    const wide = now.width * times;
    const part = { x: (atX - now.x) / now.width, y: (atY - now.y) / now.height };
    show({ x: atX - part.x * wide, y: atY - part.y * wide * (whole.height / whole.width), width: wide, height: 0 });
  };
  const at = (event: MouseEvent): [number, number] => {
    const box = drawing.getBoundingClientRect();
    return [
      now.x + ((event.clientX - box.left) / box.width) * now.width,
      now.y + ((event.clientY - box.top) / box.height) * now.height,
    ];
  };

  drawing.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey || now.width < whole.width) {
        event.preventDefault(); // else the wheel scrolls the page
        zoom(event.deltaY < 0 ? 0.8 : 1.25, ...at(event));
      }
    },
    { passive: false },
  );
  drawing.addEventListener("dblclick", (event) => {
    event.preventDefault();
    zoom(0.5, ...at(event));
  });
  let held: { from: [number, number]; frame: Frame; id: number } | undefined;
  drawing.addEventListener("pointerdown", (event) => {
    if (now.width < whole.width && event.button === 0) {
      held = { from: [event.clientX, event.clientY], frame: { ...now }, id: event.pointerId };
    }
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!held) {
      return;
    }
    const scale = now.width / drawing.getBoundingClientRect().width;
    const [dx, dy] = [event.clientX - held.from[0], event.clientY - held.from[1]];
    if (Math.abs(dx) + Math.abs(dy) > 4) {
      drawing.setPointerCapture(held.id);
      show({ ...held.frame, x: held.frame.x - dx * scale, y: held.frame.y - dy * scale });
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    drawing.addEventListener(end, () => (held = undefined));
  }
}
