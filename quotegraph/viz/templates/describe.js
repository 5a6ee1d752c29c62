// Things and lines in words: for screen readers, and in the note beside the pointer.

import { byId, el, replace, said } from "./dom.js";
import { brief, many, number, t } from "./text.js";

const sameLine = (at) => (line) => line.stance === at.stance && line.speaker === at.speaker && line.topic === at.topic;

/** How often two agree and differ, from the ties of a scene. */
function pairText(at, ties) {
  const mine = ties.filter((tie) => tie.at.what === "pair" && tie.at.one === at.one && tie.at.other === at.other);
  return mine.map((tie) => t(`pair.${tie.sign}.on`, { topics: many("topics", tie.topics) })).join(", ");
}

/** A function from a thing to a sentence about it. `lines()`, `ties()`: the lines that are visible, the lines of the picture. */
export function createDescribe(source, lines, ties) {
  const quoted = (thing) => many("quotations", thing?.count ?? 0);
  return (at) => {
    if (at.what === "speaker") return t("picture.option.speaker", { name: at.speaker, quotations: quoted(source.speaker(at.speaker)) });
    if (at.what === "topic") return t("picture.option.topic", { name: source.topic(at.topic)?.label ?? at.topic, quotations: quoted(source.topic(at.topic)) });
    if (at.what === "group") return `${at.name}, ${t(`by.${at.by}`)}`;
    if (at.what === "pair") return [`${at.one} – ${at.other}`, pairText(at, ties())].filter(Boolean).join(": ");
    const line = lines().find(sameLine(at));
    return `${t("picture.tip.line", { speaker: at.speaker, stance: t(at.stance), topic: source.topic(at.topic)?.label ?? at.topic })}, ${many("quotations", line ? line.count : 0)}`;
  };
}

/** A function that shows what is at a point of the screen, or hides the note for null. */
export function createTip(source, lines, ties) {
  const content = {
    speaker: (at) => [said(brief(at.speaker), "b")],
    group: (at) => [said(brief(at.name), "b"), el("br"), t(`by.${at.by}`)],
    pair: (at) => [el("b", {}, said(brief(at.one)), " – ", said(brief(at.other))), el("br"), pairText(at, ties())],
    topic: (at) => {
      const topic = source.topic(at.topic);
      return [said(brief(topic.label), "b"), topic.proposition ? [el("br"), said(topic.proposition)] : null, el("br"), many("quotations", topic.count)];
    },
    line: (at) => {
      const line = lines().find(sameLine(at));
      return [el("b", {}, said(brief(at.speaker)), " ", el("span", { class: `verb ${at.stance}` }, t(at.stance)), " ", said(brief(source.topic(at.topic).label))),
        el("br"), t("picture.tip.open", { quotations: many("quotations", line ? line.count : 0) }),
        line && line.confidence !== null ? [el("br"), t("picture.tip.sure", { n: number(Math.round(100 * line.confidence)) })] : null];
    },
  };
  return (at, x, y) => {
    const tip = byId("tip");
    tip.hidden = at === null;
    if (!at) return;
    replace(tip, content[at.what](at));
    const { offsetWidth: width, offsetHeight: height } = tip;
    tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 8))}px`;
    tip.style.top = `${y + 18 + height > innerHeight ? y - height - 10 : y + 18}px`;
  };
}
