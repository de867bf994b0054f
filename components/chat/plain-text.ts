/** The text of something the server cooked, without its marks. */
export const plainText = (html: string): string => {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  // What a link leads to was not said.
  body.querySelector(".link-cards")?.remove();
  return body.textContent?.replace(/\s+/g, " ").trim() ?? "";
};
