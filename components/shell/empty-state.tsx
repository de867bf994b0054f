/** What stands where there is nothing yet: a sentence, and the way on. */
export function EmptyState({ title, text, action }: { title: string; text: string; action?: { label: string; href: string } }) {
  return (
    <div className="card px-6 py-14 text-center">
      <p className="section-title">{title}</p>
      <p className="mx-auto mt-2 max-w-md text-soft">{text}</p>
      {action && <a href={action.href} className="btn btn-accent mt-6">{action.label}</a>}
    </div>
  );
}
