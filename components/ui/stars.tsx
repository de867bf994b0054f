/** A number of stars, in parts of one; `label` says it in words. */
export function Stars({ value, label, className = "" }: { value: number; label: string; className?: string }) {
  return (
    <svg role="img" aria-label={label} viewBox="0 0 100 20" preserveAspectRatio="none" className={`stars ${className}`.trim()}>
      <rect width="100" height="20" className="stars-none" /><rect width={Math.max(0, Math.min(100, value * 20))} height="20" className="stars-all" />
    </svg>
  );
}
