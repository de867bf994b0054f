/** The page around a form of the ways in. */
export function Frame({ title, intro, children }: { title: string; intro: string; children: React.ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-md py-6 sm:py-14">
      <h1 className="page-title">{title}</h1>
      <p className="mt-3 mb-8 text-soft">{intro}</p>
      {children}
    </div>
  );
}

/** What a form says when something is wrong that belongs to no field. */
export function FormProblem({ text }: { text: string | undefined }) {
  return text ? <p role="alert" className="text-sm text-danger">{text}</p> : null;
}

/** That a mail is on its way. */
export function Sent({ title, text, mailHref, mailLabel }: { title: string; text: string; mailHref: string | undefined; mailLabel: string }) {
  return (
    <div role="status" className="card p-6">
      <p className="section-title">{title}</p>
      <p className="mt-2 text-soft">{text}</p>
      {mailHref && <a className="link mt-4 inline-block" href={mailHref}>{mailLabel}</a>}
    </div>
  );
}
