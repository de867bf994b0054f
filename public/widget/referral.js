// Keeps a referral through to the order, in the shop's own first-party storage: no third-party cookies, nothing without `?via=`.
// <script src="https://<community>/widget/referral.js" defer></script>; fields [data-rapport-via] get the word, window.rapportReferral.via() gives it.
(() => {
  const days = 90;
  const name = "rapport_via";
  const script = document.currentScript;
  const home = script ? new URL(script.src).origin : "";
  const declined = navigator.doNotTrack === "1" || navigator.globalPrivacyControl === true || script?.dataset.consent === "no";
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(name) || "null");
      return kept && kept.until > Date.now() && /^[\w-]{3,40}$/.test(kept.via) ? kept : null;
    } catch { return null; }
  };
  const keep = (kept) => { try { localStorage.setItem(name, JSON.stringify(kept)); } catch { /* storage is closed: nothing is remembered */ } };
  const stranger = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const forget = () => { try { localStorage.removeItem(name); } catch { /* there is nothing */ } };
  const fill = () => { const kept = read(); for (const field of document.querySelectorAll("[data-rapport-via]")) field.value = kept ? kept.via : ""; };
  window.rapportReferral = { via: () => read()?.via ?? null, forget: () => { forget(); fill(); } };
  if (declined) { forget(); return; }
  const via = new URLSearchParams(location.search).get("via");
  if (via && /^[\w-]{3,40}$/.test(via)) {
    const kept = { via, visitor: read()?.visitor || stranger(), until: Date.now() + days * 86_400_000 };
    keep(kept);
    // A plain request without credentials: the community learns that somebody came, and by whom.
    if (home) fetch(`${home}/widget/touch?via=${encodeURIComponent(via)}&visitor=${kept.visitor}`, { method: "POST", mode: "cors", credentials: "omit", keepalive: true }).catch(() => {});
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", fill);
  else fill();
})();
