import { Arrangement } from "#components/forum/arrangement.tsx";
import { AdminPage, adminTitle } from "../../../admin-page.tsx";

export const generateMetadata = adminTitle("arrange");

/** Where an admin arranges the categories. */
export default function Page({ params }: { params: Promise<{ locale: string }> }) {
  return <AdminPage params={params} of="arrange" words={["topicMenu"]}><Arrangement /></AdminPage>;
}
