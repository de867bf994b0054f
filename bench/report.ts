/** One figure of a run; `share` is of the yardstick taken in the same run, `wanted` what it must reach. */
export type Figure = { what: string; value: string; yardstick?: string; share?: number; wanted?: string; good?: boolean };

/** A Markdown table of figures. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, yardstick, share, wanted, good }) => [what, value, yardstick ?? "", share === undefined ? "" : `${Math.round(share * 100)} %`, wanted ?? "", good === undefined ? "" : good ? "yes" : "**no**"]);
  const all = [["what", "measured", "yardstick", "share", "wanted", "reached"], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(all[0] ?? []), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
