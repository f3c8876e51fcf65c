// What the form of a ballot begins with, and in what that ballot would not be the one announced.
import { pick, t } from '../../i18n/text';
import { isoDateWords } from '../../i18n/words';
import type { Me, ScopeKind, View } from '../../protocol/frames';
import { shortNotice } from '../../store/notice';
import { isMotion } from '../../store/options';
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
  const quorum = view.attendance?.quorums?.[form.rule];
  if (quorum && quorum.missing > 0) told.push(t('console.form_too_few', quorum));
  return told;
}

export const deadlineWords = (minutes: number): string =>
  minutes === 0 ? t('console.form_no_deadline') : t('console.form_minutes', { n: minutes });
