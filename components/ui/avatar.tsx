const sizes = { small: "avatar-small", medium: "", large: "avatar-large" } as const;

/** Someone's picture. The name stands beside it wherever it is used, so it says nothing itself. */
export function Avatar({ id, size = "medium", eager = false }: { id: string; size?: keyof typeof sizes; eager?: boolean }) {
  const pixels = { small: 28, medium: 40, large: 80 }[size];
  // biome-ignore lint/performance/noImgElement: drawn or already small; an optimiser in front would only add a hop
  return <img src={`/api/avatars/${id}`} alt="" width={pixels} height={pixels} loading={eager ? "eager" : "lazy"} className={`avatar ${sizes[size]}`.trim()} />;
}
