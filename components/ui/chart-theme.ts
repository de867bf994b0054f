const tokens = ["paper", "paper-raised", "paper-sunk", "ink", "ink-soft", "ink-faint", "line", "line-strong", "accent", "accent-soft", "good", "danger", "copper", "ember", "steel", "sage", "plum", "gold", "moss"] as const;
type Token = (typeof tokens)[number];
/** Our tokens as a canvas can take them, for the theme that is on; `still` where the reader asked for less motion. */
export type ChartTheme = Record<Token, string> & { font: string; still: boolean; dark: boolean };

// A canvas knows more notations than the chart library computes with: painted and read back, each is plain red, green and blue.
function plain(context: CanvasRenderingContext2D, colour: string): [number, number, number] {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Reads the theme where an element stands. */
export function readTheme(at: HTMLElement): ChartTheme {
  const probe = document.createElement("span");
  at.append(probe);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const colours = Object.fromEntries(tokens.map((token) => {
    probe.style.color = `var(--${token})`;
    const [red, green, blue] = context ? plain(context, getComputedStyle(probe).color) : [120, 120, 120];
    return [token, `rgb(${red}, ${green}, ${blue})`];
  })) as Record<Token, string>;
  probe.remove();
  const lightness = Number(/\d+/.exec(colours.paper)?.[0] ?? 255);
  return { ...colours, font: getComputedStyle(at).fontFamily, still: matchMedia("(prefers-reduced-motion: reduce)").matches, dark: lightness < 128 };
}

/** The same colour, let through. */
export const faded = (colour: string, alpha: number): string => colour.replace("rgb(", "rgba(").replace(")", `, ${alpha})`);

/** Runs when light becomes dark or back, by the reader's choice or the device's. */
export function watchTheme(changed: () => void): () => void {
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const queries = ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    chosen.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  };
}
