/** The members' space: a room of its own, whoever comes to its door. Each page asks by itself who may see what. */
export default function Layout({ children }: { children: React.ReactNode }) {
  return <div data-room>{children}</div>;
}
