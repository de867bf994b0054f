// Reviews of one product on the shop's own page. No cookies, no libraries, nothing kept, nothing moved: the script element itself
// keeps the place until this runs, and what is drawn stays inside a shadow tree of a fixed height.
(() => {
  const script = document.currentScript;
  const code = script?.dataset.product;
  if (!code) return;
  const origin = new URL(script.src).origin;
  const said = script.dataset.lang || document.documentElement.lang || navigator.language || "en";
  const lang = /^fr/i.test(said) ? "fr" : "en";
  const words = {
    en: { title: "Reviews", of: (mean) => `${mean} of 5 stars`, count: (n) => `${n} ${n === 1 ? "review" : "reviews"}`, all: "Read all reviews", none: "No reviews yet.", first: "Write the first one", verified: "Bought there", paid: "Written for a reward", failed: "The reviews cannot be reached at the moment." },
    fr: { title: "Avis", of: (mean) => `${mean} étoiles sur 5`, count: (n) => `${n} avis`, all: "Lire tous les avis", none: "Pas encore d’avis.", first: "Écrire le premier", verified: "Acheté là-bas", paid: "Écrit contre récompense", failed: "Les avis sont momentanément indisponibles." },
  }[lang];

  // The place: as high as the script element was made, and never higher afterwards.
  const reserved = script.getBoundingClientRect().height;
  const host = document.createElement("div");
  host.setAttribute("data-rapport-reviews", code);
  host.style.cssText = `display:block;box-sizing:border-box;overflow:hidden;contain:content;width:100%;height:${reserved > 40 ? `${reserved}px` : "26rem"}`;
  const root = host.attachShadow({ mode: "open" });
  script.style.display = "none";
  script.after(host);

  const make = (tag, props, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(props || {})) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null));
    return element;
  };
  const number = (value, digits) => new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const stars = (value) => {
    const full = make("span", { class: "full", "aria-hidden": "true" }, "★★★★★");
    full.style.width = `${Math.max(0, Math.min(100, value * 20))}%`;
    return make("span", { class: "stars", role: "img", "aria-label": words.of(number(value, value % 1 ? 1 : 0)) }, make("span", { "aria-hidden": "true" }, "★★★★★"), full);
  };

  const style = make("style", null, `
    :host{all:initial}
    *{box-sizing:border-box;margin:0}
    section{--ink:#2a2420;--soft:#6a625b;--line:#e4ded6;--card:#fdfbf8;--star:#b0622f;--link:#8f4a1f;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:14px;height:100%;padding:20px;display:flex;flex-direction:column;gap:14px;font:400 15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
    @media (prefers-color-scheme:dark){section{--ink:#efe9e2;--soft:#b2a89e;--line:#45403b;--card:#201d1a;--star:#dd9a63;--link:#e8ad7c}}
    h2{font:500 22px/1.2 Georgia,"Times New Roman",serif}
    .head{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px}
    .mean{font:500 30px/1 Georgia,serif}
    .soft{color:var(--soft);font-size:13.5px}
    .stars{position:relative;display:inline-block;letter-spacing:1px;color:var(--line);font-size:18px;line-height:1;white-space:nowrap}
    .full{position:absolute;inset:0 auto 0 0;overflow:hidden;color:var(--star)}
    ul{list-style:none;padding:0;flex:1;min-height:0;overflow:auto;scrollbar-width:thin}
    ul:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
    li{padding:12px 0;border-top:1px solid var(--line)}
    h3{font:600 15.5px/1.35 inherit;font-family:inherit;overflow-wrap:anywhere}
    p{overflow-wrap:anywhere}
    a{color:var(--link);text-underline-offset:3px}
    .meta{display:flex;flex-wrap:wrap;gap:0 10px;align-items:center}
  `);

  const review = (one) => make("li", null,
    make("h3", null, one.title), make("p", { class: "meta soft" }, stars(one.rating), one.author, ` · ${new Intl.DateTimeFormat(lang, { dateStyle: "medium" }).format(new Date(one.at))}`,
      one.verified ? make("span", null, `✓ ${words.verified}`) : null, one.incentivised ? make("span", null, words.paid) : null),
    make("p", null, one.text));
  const link = (data, text) => {
    const url = new URL(data.product.url);
    return make("a", { href: `${origin}/${lang}${url.pathname}#reviews`, target: "_blank", rel: "noopener" }, text);
  };
  const draw = (...children) => root.replaceChildren(style, make("section", { "aria-label": words.title, lang }, ...children));

  const show = (data) => {
    if (!data.count) return draw(make("h2", null, words.title), make("p", { class: "soft" }, words.none), link(data, words.first));
    const head = make("div", { class: "head" }, make("h2", null, words.title), make("span", { class: "mean" }, number(data.mean, 1)), stars(data.mean), make("span", { class: "soft" }, words.count(data.count)));
    draw(head, make("ul", { tabindex: "0", "aria-label": words.title }, ...data.reviews.map(review)), link(data, words.all));
    if (!("jsonld" in script.dataset)) return;
    const graph = make("script", { type: "application/ld+json" });
    graph.textContent = JSON.stringify({ "@context": "https://schema.org", "@type": "Product", name: data.product.name, sku: data.product.code, aggregateRating: { "@type": "AggregateRating", ratingValue: data.mean, reviewCount: data.count, bestRating: 5, worstRating: 1 } });
    document.head.append(graph);
  };

  draw(make("h2", null, words.title));
  fetch(`${origin}/widget/reviews/${encodeURIComponent(code)}.json`, { credentials: "omit" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(show, () => draw(make("h2", null, words.title), make("p", { class: "soft" }, words.failed)));
})();
