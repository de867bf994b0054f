import { notFound } from "next/navigation";

/** Every address that leads nowhere. */
export default function Nowhere() {
  notFound();
}
