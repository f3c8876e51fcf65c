// What the form of a ballot begins with, and in what that ballot would not be the one announced.
import { pick, t } from '../../i18n/text';
import { isoDateWords } from '../../i18n/words';
import type { Me, RuleFacts, ScopeKind, View } from '../../protocol/frames';
import { isMotion, type Option } from '../../store/options';
import { inOrder } from '../../store/order';
import { pathNames } from '../../store/path';

/** As far as the item under way and the ballot before say. */
export function firstForm(of: View) {
  const previous = inOrder(of.ballots)
    .reverse()
    .find(({ value }) => !isMotion(value))?.value;
  const fitting = inOrder(of.rules).find(({ id }) => id !== 'motion');
  const about = of.agenda?.[of.current?.item ?? ''];
  const ruleId = about?.rule ?? previous?.rule ?? fitting?.id ?? '';
  const names = pathNames(of);
  const number = /\d+/.exec(names[names.length - 1] ?? '')?.[0] ?? '';
  return {
    item: of.current?.item ?? '',
    rule: ruleId,
    question: about?.matter ?? '',
    scope: (previous?.scope.kind ?? (number ? 'building' : 'zone')) as ScopeKind,
    building: previous?.scope.building || number,
    stair: previous?.scope.stair ?? '',
  };
}

/** Of a ballot that is yet to be opened: its plans, called as the server will call them, and what else the
    rule lets a paper name. */
export function optionsToBe(
  rule: RuleFacts | undefined,
  method: string,
  plans: string[],
): Option[] {
  const fixed = inOrder(rule?.methods[method]?.options).map(({ id }) => ({ key: id }));
  return [...plans.map((text, index) => ({ key: `o${index + 1}`, text })), ...fixed];
}

/** Where on that day the notice was too short for a vote under that rule: the first day on which it is not. */
export function shortNotice(notice: Me['notice'], rule: string, day: string): string | undefined {
  const first = notice?.[rule];
  return first !== undefined && day < first ? first : undefined;
}

/** In what this would not be the vote that was announced, told before it is opened. */
export function departuresOf(
  view: View,
  form: { item: string; rule: string; question: string },
  notice: Me['notice'],
  today: string,
): string[] {
  const about = view.agenda?.[form.item];
  const rule = view.rules?.[form.rule];
  const told: string[] = [];
  if (!rule?.binds) return told;
  if (about && !about.noticed) told.push(t('console.form_not_noticed'));
  // Whether the words ask the same the server says: they need not be the same letter by letter.
  const announced = about?.matter ?? about?.title ?? '';
  if (form.question.trim() !== announced)
    told.push(t('console.form_other_matter', { matter: announced }));
  if (about?.rule && about.rule !== form.rule)
    told.push(t('console.form_other_rule', { rule: pick(view.rules?.[about.rule]?.title) ?? '' }));
  const from = shortNotice(notice, form.rule, today);
  if (from) told.push(t('console.form_notice_short', { date: isoDateWords(from) }));
  if (rule.prior_party_review && !about?.party_review && !about?.party_note)
    told.push(t('console.form_not_studied'));
  const quorum = view.attendance?.quorums?.[form.rule];
  if (quorum && quorum.missing > 0) told.push(t('console.form_too_few', quorum));
  return told;
}

export const deadlineWords = (minutes: number): string =>
  minutes === 0 ? t('console.form_no_deadline') : t('console.form_minutes', { n: minutes });
