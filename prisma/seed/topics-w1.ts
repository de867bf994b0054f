import { picture } from "./pictures.ts";
import type { SeedTopic } from "./topic-shape.ts";

/** Topics that show what a post can hold: pictures, polls, code, notes, covered words. */
export const topicsW1: SeedTopic[] = [
  {
    category: "show-and-tell", title: "Draw your counter: what stands on it, and what would you never put away?", kind: "discussion", daysAgo: 9, by: "cleo.varga",
    text: `No photographs, the light in here is terrible. I drew mine instead.\n\n![My counter: kettle, jug and grinder in a row](${picture("counter")})\n\nKettle, jug, grinder. Everything else lives behind a door[^1]. Draw yours, badly, and vote:\n\n::: poll multiple=2\nWhat would you never put away?\n- The kettle\n- The grinder\n- The bread board\n- A plant that has seen things\n:::\n\n[^1]: The door does not close any more.`,
    likes: ["silas.brook", "marta.quill", "wilma.crane", "ravi.holm"],
    posts: [
      { by: "otto.hale", after: 3, text: `Mine is mostly this one corner.\n\n![A dripper on a jug, steaming](${picture("dripper")})\n\nThe steam is accurate. The jug is flattered.`, likes: ["cleo.varga", "fern.abbot"] },
      { by: "rosa.tamm", after: 20, text: `At half past four in the morning there is only this:\n\n![A loaf with four cuts](${picture("loaf")})\n\n||I have never owned a kettle.|| Do not tell @otto.hale.`, likes: ["cleo.varga", "otto.hale", "dario.bell", "maud.eller"] },
      { by: "otto.hale", after: 22, replyTo: 2, text: "I read that, Rosa. :coffee: is on its way." , likes: ["rosa.tamm"] },
      { by: "tomasz.wren", after: 30, text: `![A hand mill with its drawer](${picture("mill")})\n\nOne mill. No second mill. I sold the second mill.`, likes: ["piet.vander"] },
    ],
  },
  {
    category: "coffee", title: "A few lines of Python that turn a scale's log into a pour you can compare", kind: "discussion", daysAgo: 6, by: "bao.lindqvist",
    text: "My scale writes one line a second: time and grams. This finds where the pouring stopped and started[^noise]:\n\n```python\n# seconds,grams -> the pours, as (start, end, grams)\nimport csv\n\ndef pours(path: str, still: float = 0.3):\n    rows = [(int(t), float(g)) for t, g in csv.reader(open(path))]\n    start = None\n    for (t, g), (_, after) in zip(rows, rows[1:]):\n        flowing = after - g > still\n        if flowing and start is None:\n            start = (t, g)\n        elif not flowing and start is not None:\n            yield start[0], t, round(g - start[1], 1)\n            start = None\n```\n\nThree of my mornings, same beans:\n\n| Morning | Pours | Grams a second | Verdict |\n|:--|--:|--:|:--|\n| Monday | 4 | 5.1 | flat |\n| Tuesday | 5 | 3.8 | *apricot* |\n| Wednesday | 5 | 3.7 | *apricot* |\n\n- [x] log three mornings\n- [x] find out that slower was better\n- [ ] admit it to @marta.quill\n\n[^noise]: `still` is there because my counter shakes when the tram passes.",
    likes: ["marta.quill", "priya.thorne", "piet.vander", "samuel.okoro"],
    posts: [
      { by: "marta.quill", after: 2, text: "Admission accepted. Change one line and it survives the tram:\n\n```diff\n-        flowing = after - g > still\n+        flowing = median(after, g, before) - g > still\n```", likes: ["bao.lindqvist", "priya.thorne"] },
      { by: "nell.fairway", after: 5, text: "I understood the table. What does the program *want* from me?" },
      { by: "bao.lindqvist", after: 6, replyTo: 2, text: "::: spoiler The whole answer\nPour at four grams a second, in five goes. The rest is me avoiding the washing-up.\n:::", likes: ["nell.fairway", "wilma.crane"] },
    ],
  },
  {
    category: "francais", title: "Deux personnes, un petit appartement : quel moulin choisiriez-vous ?", kind: "question", daysAgo: 4, by: "maelle.garnier",
    text: "Nous sommes deux, le matin est court et les murs sont fins. Classez-les, du meilleur au moins bon :\n\n::: poll ranked\nQuel moulin pour deux ?\n- À main, petit\n- À main, grand\n- Électrique, silencieux\n- Aucun : du café moulu le samedi\n:::\n\nEt dites-moi pourquoi, surtout si vous avez des voisins.",
    likes: ["camille.roux", "lucien.faure"],
    posts: [
      { by: "camille.roux", after: 4, text: "Le grand moulin à main. Trente secondes par personne, et le seul bruit est celui de quelqu'un qui se réveille." , likes: ["maelle.garnier"] },
      { by: "lucien.faure", after: 9, text: "||L'électrique.|| Ne le répétez pas." },
    ],
  },
];
