import encodeQR from "qr";

/** A link as a square that a camera reads: dark on white whatever the theme, or cameras miss it. */
export function QrMark({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, "raw", { border: 2 });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return <svg role="img" aria-label={label} viewBox={`0 0 ${rows.length} ${rows.length}`} shapeRendering="crispEdges" className="w-full max-w-48 rounded-lg"><rect width="100%" height="100%" fill="#fff" /><path d={path} fill="#111" /></svg>;
}
