import { KeptPrivileges } from "#components/privilege/space/kept-privileges.tsx";
import { AdminPage, adminTitle } from "../../../admin-page.tsx";

export const generateMetadata = adminTitle("keptPrivileges");

/** Where an admin says what members are given. */
export default function Page({ params }: { params: Promise<{ locale: string }> }) {
  return <AdminPage params={params} of="keptPrivileges"><KeptPrivileges /></AdminPage>;
}
