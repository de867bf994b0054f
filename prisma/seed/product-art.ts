import sharp from "sharp";

// What the demo's products look like: a few shapes each, drawn by us, on paper of their own colour.
type Art = { paper: string; ground: string; shapes: string };
const steel = "#b9bec4";
const dark = "#3b3733";
const wood = "#b98a5a";
const copper = "#b5683a";

const grinder = (body: string, height: number): string => `<rect x="500" y="${640 - height}" width="200" height="${height}" rx="26" fill="${body}"/><rect x="500" y="${640 - height * 0.42}" width="200" height="14" fill="#00000033"/><rect x="520" y="640" width="160" height="110" rx="18" fill="${dark}"/><circle cx="600" cy="${628 - height}" r="26" fill="${dark}"/><path d="M600 ${628 - height} L792 ${596 - height}" stroke="${dark}" stroke-width="18" stroke-linecap="round"/><circle cx="800" cy="${594 - height}" r="34" fill="${wood}"/>`;
const knife = (length: number, depth: number, edge: string): string => `<g transform="rotate(-14 600 470)"><path d="M${600 - length} 430 H640 V${430 + depth} H${640 - length * 0.5} C${600 - length * 0.75} ${430 + depth} ${600 - length} ${430 + depth * 0.55} ${600 - length} 430 Z" fill="${steel}"/>${edge}<rect x="636" y="424" width="40" height="${depth * 0.62}" fill="${dark}"/><rect x="674" y="426" width="250" height="${depth * 0.52}" rx="22" fill="${wood}"/><circle cx="740" cy="${426 + depth * 0.26}" r="8" fill="${dark}"/><circle cx="850" cy="${426 + depth * 0.26}" r="8" fill="${dark}"/></g>`;
const pan = (fill: string, inner: string, handle: string): string => `<path d="M800 470 L1060 352" stroke="${handle}" stroke-width="46" stroke-linecap="round"/><ellipse cx="560" cy="520" rx="300" ry="208" fill="${fill}"/><ellipse cx="560" cy="502" rx="272" ry="182" fill="${inner}"/><ellipse cx="500" cy="450" rx="120" ry="52" fill="#ffffff14"/>`;

const art: Record<string, Art> = {
  "AF-GR-048": { paper: "#e9dfd0", ground: "#d8c8b0", shapes: grinder("#8d9297", 330) },
  "AF-GR-064": { paper: "#dfe3e0", ground: "#c4ccc7", shapes: `<path d="M480 250 h240 l-50 120 h-140 z" fill="#55606644"/><rect x="470" y="370" width="260" height="330" rx="30" fill="#4a5257"/><rect x="470" y="430" width="260" height="40" fill="${copper}"/><rect x="540" y="520" width="120" height="60" rx="10" fill="#22272a"/><rect x="430" y="700" width="340" height="52" rx="16" fill="#2b3033"/><path d="M548 700 h104 l-12 -60 h-80 z" fill="${wood}"/>` },
  "AF-KT-090": { paper: "#ecd9cb", ground: "#dcbfab", shapes: `<path d="M430 700 C400 520 440 400 520 380 H680 C760 400 800 520 770 700 Z" fill="${copper}"/><path d="M430 640 C330 620 330 420 250 400" fill="none" stroke="${copper}" stroke-width="30" stroke-linecap="round"/><path d="M690 390 C860 330 900 600 770 660" fill="none" stroke="${dark}" stroke-width="34" stroke-linecap="round"/><rect x="540" y="346" width="120" height="38" rx="14" fill="${dark}"/><circle cx="600" cy="336" r="20" fill="${wood}"/><circle cx="600" cy="540" r="42" fill="#f6efe6"/><path d="M600 540 L622 516" stroke="${dark}" stroke-width="7" stroke-linecap="round"/>` },
  "AF-DR-002": { paper: "#dde4e2", ground: "#c2cfcb", shapes: `<path d="M380 330 H820 L680 610 H520 Z" fill="#f5efe4"/>${[430, 500, 570, 640, 710].map((x) => `<path d="M${x + 20} 350 L${x * 0.45 + 330} 600" stroke="#d8cbb6" stroke-width="9"/>`).join("")}<ellipse cx="600" cy="330" rx="220" ry="34" fill="#e5dac8"/><rect x="440" y="606" width="320" height="30" rx="15" fill="#e5dac8"/><path d="M520 640 h160 l-20 70 h-120 z" fill="#cbbda6"/>` },
  "AF-PF-100": { paper: "#efe9dd", ground: "#ddd2bd", shapes: `${[0, 1, 2, 3].map((at) => `<path d="M${360 + at * 46} ${330 + at * 26} H${770 + at * 46} L${640 + at * 46} ${640 + at * 26} H${490 + at * 46} Z" fill="#${["fffdf8", "f7f1e6", "efe7d8", "e7dcc9"][at]}" stroke="#d6c9b1" stroke-width="5"/>`).join("")}` },
  "AF-SC-210": { paper: "#d9dde1", ground: "#bcc4cb", shapes: `<rect x="330" y="430" width="540" height="270" rx="34" fill="#33383d"/><rect x="360" y="400" width="480" height="180" rx="22" fill="#50585f"/><rect x="480" y="612" width="240" height="62" rx="10" fill="#101418"/><text x="600" y="658" font-family="monospace" font-size="48" fill="#f3b27a" text-anchor="middle">18.0</text>` },
  "AF-KN-210": { paper: "#e4ddd6", ground: "#cfc3b8", shapes: knife(330, 104, `<path d="M300 512 C420 536 540 534 640 534" stroke="#e7eaed" stroke-width="9" fill="none"/>`) },
  "AF-KN-120": { paper: "#e2e3d8", ground: "#c9ccb7", shapes: knife(190, 70, `<path d="M430 484 C500 498 560 500 640 500" stroke="#e7eaed" stroke-width="7" fill="none"/>`) },
  "AF-KN-270": { paper: "#eadfcd", ground: "#d7c4a5", shapes: `<g transform="rotate(-14 600 470)"><path d="M200 420 H640 V506 ${Array.from({ length: 11 }, () => "q-20 22 -40 0").join(" ")} L200 470 Z" fill="${steel}"/><rect x="636" y="414" width="40" height="60" fill="${dark}"/><rect x="674" y="416" width="260" height="54" rx="24" fill="${wood}"/></g>` },
  "AF-WS-106": { paper: "#dbe2e6", ground: "#bccad1", shapes: `<rect x="320" y="560" width="560" height="110" rx="18" fill="${wood}"/><rect x="360" y="470" width="480" height="60" rx="8" fill="#c9b49a"/><rect x="360" y="524" width="480" height="50" rx="8" fill="#7d8a92"/><path d="M420 452 C480 430 520 462 600 448 S740 440 780 456" stroke="#ffffffaa" stroke-width="9" fill="none" stroke-linecap="round"/>` },
  "AF-CI-260": { paper: "#e2dcd5", ground: "#c9bfb4", shapes: pan("#23211f", "#34312e", "#23211f") },
  "AF-CS-240": { paper: "#dee1e4", ground: "#c1c8ce", shapes: pan("#6d747a", "#858d94", "#545b61") },
  "AF-SP-180": { paper: "#f0dfd2", ground: "#e0c3ac", shapes: `<rect x="352" y="392" width="420" height="290" rx="36" fill="${copper}"/><ellipse cx="562" cy="400" rx="210" ry="54" fill="#d99a6c"/><ellipse cx="562" cy="404" rx="176" ry="38" fill="#8b4a24"/><path d="M770 440 H1050" stroke="#5d4a3c" stroke-width="40" stroke-linecap="round"/><rect x="392" y="470" width="26" height="170" rx="13" fill="#ffffff33"/>` },
  "AF-MI-140": { paper: "#e6e0d2", ground: "#d0c5ad", shapes: `<path d="M500 720 C480 600 560 560 540 470 C520 400 560 380 600 380 C640 380 680 400 660 470 C640 560 720 600 700 720 Z" fill="${wood}"/><ellipse cx="600" cy="350" rx="64" ry="54" fill="#a3774a"/><circle cx="600" cy="282" r="24" fill="${steel}"/><rect x="496" y="706" width="208" height="30" rx="12" fill="#8e6539"/>` },
  "AF-BD-400": { paper: "#e8dccb", ground: "#d3bfa4", shapes: `<g transform="rotate(-6 600 500)">${[0, 1, 2, 3, 4, 5].flatMap((x) => [0, 1, 2, 3].map((y) => `<rect x="${330 + x * 92}" y="${330 + y * 84}" width="90" height="82" fill="#${["c79a67", "b98a5a", "d0a676", "ad7d4e"][(x * 3 + y * 5) % 4]}"/>`)).join("")}<rect x="324" y="324" width="562" height="346" rx="18" fill="none" stroke="#8e6539" stroke-width="12"/></g>` },
  "AF-OI-250": { paper: "#e3e4d6", ground: "#cacdb4", shapes: `<rect x="490" y="370" width="220" height="350" rx="30" fill="#7a5a26"/><rect x="548" y="290" width="104" height="86" rx="12" fill="${dark}"/><rect x="490" y="470" width="220" height="150" fill="#f2ead9"/><path d="M540 546 C580 500 620 500 660 546 C620 590 580 590 540 546 Z" fill="#7d8b52"/>` },
};

/** A product's picture as SVG; `scene` turns and lights it as somebody's own photo might be. */
function drawn(code: string, scene: number): string {
  const { paper, ground, shapes } = art[code] ?? { paper: "#e8e2d8", ground: "#d2c8ba", shapes: "" };
  const papers = [paper, "#4c4a45", "#8c9a86", "#c9b8a0"];
  const grounds = [ground, "#6b5a48", "#a88f6d", "#f0e7d8"];
  const turn = [0, 7, -9, 12][scene % 4] ?? 0;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 900" width="1200" height="900"><rect width="1200" height="900" fill="${papers[scene % 4]}"/><rect y="${660 - scene * 40}" width="1200" height="400" fill="${grounds[scene % 4]}"/><ellipse cx="600" cy="752" rx="330" ry="34" fill="#00000022"/><g transform="rotate(${turn} 600 500) scale(${1 + scene * 0.08}) translate(${-scene * 40} ${-scene * 24})">${shapes}</g>${scene ? `<path d="M0 0 H1200 V900 Z" fill="#ffffff12"/>` : ""}</svg>`;
}

/** Every product that has a picture here. */
export const pictured: readonly string[] = Object.keys(art);

/** A picture as files are kept: full and small, WebP. */
export async function picture(code: string, scene = 0): Promise<{ full: Buffer; small: Buffer; width: number; height: number }> {
  const full = await sharp(Buffer.from(drawn(code, scene))).webp({ quality: 82 }).toBuffer();
  const small = await sharp(full).resize(560, 420).webp({ quality: 78 }).toBuffer();
  return { full, small, width: 1200, height: 900 };
}
