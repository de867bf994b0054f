import { type Door, type Expect, firstSignIn, type Group, is, uuid } from "./expect.ts";

// Order books and indicators are the studio's: to everyone but marketers and admins there is nothing.
const studio: Group = ["marketer", "admin"];
const inStudio = (then: number): Expect => firstSignIn((who) => (is(studio, who) ? then : 404));
const at = "/api/studio/order-imports";

export const studioImportRules: Door[] = [
  { door: `GET ${at}`, about: "nobody", expect: inStudio(200) },
  // The matrix knocks with JSON, which is no order book.
  { door: `POST ${at}`, about: "nobody", query: `?id=${uuid()}&name=book.csv`, body: () => ({ not: "a book" }), expect: inStudio(422) },
  { door: `GET ${at}/:id`, about: "nobody", expect: inStudio(404) },
  { door: `PUT ${at}/:id/columns`, about: "nobody", body: () => ({ mapping: {} }), expect: inStudio(404) },
  { door: `POST ${at}/:id/started`, about: "nobody", expect: inStudio(404) },
  { door: `DELETE ${at}/:id`, about: "nobody", expect: inStudio(404) },
  { door: "GET /api/studio/indicators", about: "nobody", expect: inStudio(200) },
  // The matrix names nothing that any version knows.
  { door: "GET /api/studio/indicators/:name/amounts", about: "nobody", expect: inStudio(404) },
  { door: "POST /api/studio/indicators/:name/amounts", about: "nobody", body: () => ({ id: uuid(), customer: uuid(), amount: 1 }), expect: inStudio(422) },
  { door: "POST /api/studio/indicators/:name/book", about: "nobody", query: `?id=${uuid()}`, body: () => ({ not: "a book" }), expect: inStudio(422) },
];
