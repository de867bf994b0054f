import { TagCare } from "#components/forum/tag-care.tsx";
import { AdminPage, adminTitle } from "../../../admin-page.tsx";

export const generateMetadata = adminTitle("tagCare");

/** Where an admin arranges the tags. */
export default function Page({ params }: { params: Promise<{ locale: string }> }) {
  return <AdminPage params={params} of="tagCare" words={["topicMenu"]}><TagCare /></AdminPage>;
}
