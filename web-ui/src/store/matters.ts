// What can be decided, and by which meeting under which rule: read out of the templates, so that whoever
// convenes need not know whose matter it is.
import { pick } from '../i18n/text';
import type { Bilingual } from '../protocol/frames';
import type { DraftItem, MeetingTemplate } from './convene';

export interface Matter {
  key: string;
  template: string;
  rule: string;
  text: Bilingual;
}

/** The common ones first: those that talk, then those of owners, then those of bodies. */
const kOrder = [
  'roundtable',
  'building-council',
  'hearing',
  'coordination',
  'appraisal',
  'street-council',
  'road-council',
  'owners-group',
  'owners-assembly',
  'owners-committee',
  'representatives-meeting',
  'joint-conference',
];
const place = (id: string) => (kOrder.includes(id) ? kOrder.indexOf(id) : kOrder.length);

export function inUsualOrder(templates: MeetingTemplate[]): MeetingTemplate[] {
  return templates.slice().sort((a, b) => place(a.id) - place(b.id));
}

/** Where a rule lists no matters, its title says what it is for. */
function mattersUnder(template: MeetingTemplate): Matter[] {
  return template.rules.flatMap((rule) => {
    const texts = Object.values(rule.matters ?? {});
    return (texts.length > 0 ? texts : [rule.title]).map((text, index) => ({
      key: `${template.id}/${rule.id}/${index}`,
      template: template.id,
      rule: rule.id,
      text,
    }));
  });
}

/** By the meeting that decides them; meetings that never bind decide nothing. */
export function mattersOf(
  templates: MeetingTemplate[],
): { template: MeetingTemplate; matters: Matter[] }[] {
  return inUsualOrder(templates)
    .filter((template) => template.may_bind)
    .map((template) => ({ template, matters: mattersUnder(template) }))
    .filter(({ matters }) => matters.length > 0);
}

/** The matter of that key, where its meeting is the one that was chosen. */
export function matterOf(
  templates: MeetingTemplate[],
  key: string | undefined,
  template: MeetingTemplate | null,
): Matter | undefined {
  return mattersOf(templates)
    .flatMap(({ matters }) => matters)
    .find((one) => one.key === key && one.template === template?.id);
}

/** The agenda the template has. What is announced is what is decided: its first item for that says the
    matter and under which rule. */
export function agendaFor(
  template: MeetingTemplate,
  matter: Matter | undefined,
  newKey: () => number,
): DraftItem[] {
  const vote = matter ? template.agenda.findIndex(({ kind }) => kind === 'decision') : -1;
  return template.agenda.map((item, index) => ({
    key: newKey(),
    title: pick(matter && index === vote ? matter.text : item.title),
    kind: item.kind,
    minutes: item.minutes,
    ...(matter && index === vote ? { rule: matter.rule } : {}),
  }));
}
