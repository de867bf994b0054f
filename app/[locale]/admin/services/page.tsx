import { ServiceList } from "#components/privilege/services/service-list.tsx";
import { AdminPage, adminTitle } from "../../../admin-page.tsx";

export const generateMetadata = adminTitle("services");

/** What we do for members, and how much of it, for its keepers. */
export default function Page({ params }: { params: Promise<{ locale: string }> }) {
  return <AdminPage params={params} of="services"><ServiceList /></AdminPage>;
}
