/** A text with what was looked for marked. */
export function Marked({ text }: { text: readonly { text: string; mark: boolean }[] }) {
  let at = 0;
  return text.map((piece) => {
    const key = at;
    at += piece.text.length + 1;
    return piece.mark ? <mark key={key} className="found">{piece.text}</mark> : <span key={key}>{piece.text}</span>;
  });
}
