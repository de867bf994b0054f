import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Row = Record<string, string | number>;
const attribute = (text: string): string => text.replace(/[<>&"]/g, (found) => `&#${found.charCodeAt(0)};`);
export const xml = (name: string, rows: Row[]): string =>
  `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<${name}>\n${rows.map((row) => `  <row ${Object.entries(row).map(([key, value]) => `${key}="${attribute(String(value))}"`).join(" ")} />`).join("\n")}\n</${name}>`;

const at = (minute: number): string => `2020-01-01T10:${String(minute).padStart(2, "0")}:00.000`;

/** A small dump: three people and the robot, two questions, two answers (one accepted), two comments, five votes. */
export const files = (): Record<string, string> => ({
  "Users.xml": xml("users", [
    { Id: -1, DisplayName: "Robot", CreationDate: at(0) }, { Id: 1, DisplayName: "Ada Wren", CreationDate: at(0), AboutMe: "<p>Brews &amp; bakes</p>" },
    { Id: 2, DisplayName: "Bo Finch", CreationDate: at(1) }, { Id: 3, DisplayName: "Bo Finch", CreationDate: at(2) },
  ]),
  "Posts.xml": xml("posts", [
    { Id: 10, PostTypeId: 1, AcceptedAnswerId: 12, CreationDate: at(3), Title: "Why does $x_1$ fizz?", Body: "<p>It <em>fizzes</em> at $x_1 * y_2$.</p>", OwnerUserId: 1, Tags: "<gas><fizz>" },
    { Id: 11, PostTypeId: 1, CreationDate: at(4), Tags: "|gas|", ClosedDate: at(11), Title: "Unanswered", Body: "<p>Nobody knows <script>alert(1)</script></p>" },
    { Id: 12, PostTypeId: 2, ParentId: 10, CreationDate: at(6), Body: "<p>Gas.</p>", OwnerUserId: 2 },
    { Id: 13, PostTypeId: 2, ParentId: 10, CreationDate: at(5), Body: "<p>Magic.</p>", OwnerUserId: 3 },
    { Id: 14, PostTypeId: 5, CreationDate: at(5), Body: "a tag" }, { Id: 15, PostTypeId: 4, CreationDate: at(5), Body: "<p>About gas &amp; air.</p>" },
  ]),
  "Comments.xml": xml("comments", [{ Id: 20, PostId: 12, Text: "Which gas?", CreationDate: at(8), UserId: 1 }, { Id: 21, PostId: 10, Text: "Mine too.", CreationDate: at(4), UserId: 3 }]),
  "Votes.xml": xml("votes", [
    { Id: 30, PostId: 12, VoteTypeId: 2, CreationDate: at(9) }, { Id: 31, PostId: 12, VoteTypeId: 2, CreationDate: at(9) }, { Id: 32, PostId: 13, VoteTypeId: 3, CreationDate: at(9) },
    { Id: 33, PostId: 12, VoteTypeId: 1, CreationDate: at(9) }, { Id: 34, PostId: 14, VoteTypeId: 2, CreationDate: at(9) },
  ]),
  "Tags.xml": xml("tags", [{ Id: 50, TagName: "gas", Count: 2, ExcerptPostId: 15 }]),
  "PostLinks.xml": xml("postlinks", [{ Id: 60, PostId: 11, RelatedPostId: 10, LinkTypeId: 3, CreationDate: at(10) }, { Id: 61, PostId: 11, RelatedPostId: 99, LinkTypeId: 1, CreationDate: at(10) }]),
  "PostHistory.xml": xml("posthistory", [
    { Id: 70, PostId: 12, PostHistoryTypeId: 2, CreationDate: at(6), UserId: 2, Text: "Gass." }, { Id: 71, PostId: 12, PostHistoryTypeId: 5, CreationDate: at(7), UserId: 3, Text: "Gas!" },
    { Id: 72, PostId: 12, PostHistoryTypeId: 5, CreationDate: at(8), Text: "Gas." }, { Id: 73, PostId: 12, PostHistoryTypeId: 24, CreationDate: at(8) },
    { Id: 74, PostId: 11, PostHistoryTypeId: 10, CreationDate: at(9) }, { Id: 75, PostId: 11, PostHistoryTypeId: 11, CreationDate: at(10), UserId: 1 },
  ]),
});

/** Writes files into a new folder and resolves to it. */
export function folder(content: Record<string, string | Buffer>, name = "tea.stackexchange.com"): string {
  const dir = join(mkdtempSync(join(tmpdir(), "rapport-dump-")), name);
  mkdirSync(dir);
  for (const [file, text] of Object.entries(content)) writeFileSync(join(dir, file), text);
  return dir;
}
