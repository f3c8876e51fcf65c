// The words of an option, and a ballot that is no plain for, against, abstain in sentences.
import type { Ballot, RuleFacts, View } from '../protocol/frames';
import { amongPlans, isMotion, namedBy, optionsOf, tallyOf } from '../store/options';
import { inOrder } from '../store/order';
import { isTextKey, t } from './text';
import { goalOf, countingOf, weight } from './meeting_words';
import { list, heads } from './words';

export function optionLabel(ballot: Ballot, key: string): string {
  const text = optionsOf(ballot).find((one) => one.key === key)?.text;
  if (text) return text;
  if (isMotion(ballot) && key === 'yes') return t('stance.for');
  if (isMotion(ballot) && key === 'no') return t('stance.against');
  return fixedLabel(key);
}

/** The words of an option that is no plan of the ballot's own. */
export function fixedLabel(key: string): string {
  if (key === 'none') return t('option.none');
  const fixed = `choice.${key}`;
  return isTextKey(fixed) ? t(fixed) : key;
}

/** The words of a paper: of each option that it names. */
export function paperWords(ballot: Ballot, paper: string): string {
  return list(namedBy(paper).map((key) => optionLabel(ballot, key)));
}

/** What a ballot is worth: "motion" of the meeting's own talk, or its standing. */
export function worthOf(ballot: Ballot): 'motion' | Ballot['standing'] {
  return isMotion(ballot) ? 'motion' : ballot.standing;
}

/** How a ballot came out and what that is worth, in the phrase that its published document has too. */
export function outcomeWord(ballot: Ballot): string {
  if (ballot.state === 'annulled') return t('verdict.annulled');
  const outcome = ballot.verdict?.outcome ?? 'pending';
  if (ballot.state === 'closed' && outcome === 'pending') return t('verdict.closed_hidden');
  if (outcome === 'pending') return t('verdict.pending');
  const { choice } = ballot.verdict ?? {};
  const plan = choice && amongPlans(ballot) ? optionLabel(ballot, choice) : '';
  const won = plan ? t('option.won', { option: plan }) : '';
  return t(`verdict.${worthOf(ballot)}.${outcome}`, { won });
}

const kDepartures = ['item', 'matter', 'rule', 'notice', 'day'] as const;

/** In what a poll was not the vote that was announced. */
export const departuresOf = (ballot: Ballot): string[] =>
  kDepartures.filter((one) => ballot.departures?.[one]).map((one) => t(`departs.${one}`));

/** Beside the outcome, wherever it stands: '' where all was as announced. */
export function departureWords(ballot: Ballot): string {
  const all = departuresOf(ballot);
  return all.length > 0 ? t('departs.all', { what: list(all) }) : '';
}

/** What is asked. A vote on an amendment is on the change, not on the proposal it belongs to. */
export function questionWords(ballot: Ballot, view: View | null | undefined): string {
  const about = ballot.about?.amendment;
  if (!about) return ballot.question;
  const amendment = view?.amendments?.[about];
  const paragraphs = inOrder(view?.proposals?.[amendment?.proposal ?? '']?.paragraphs);
  const n = paragraphs.findIndex(({ id }) => id === amendment?.paragraph) + 1;
  return n > 0
    ? t('motion.on_amendment', { title: ballot.question, n })
    : t('motion.on_some_amendment', { title: ballot.question });
}

/** "同意 9 户、648.10 m²；反对 …": every option with its numbers. */
export function optionCounts(ballot: Ballot): string {
  const counting = countingOf(ballot);
  return list(
    optionsOf(ballot).map(({ key }) =>
      t('option.count', {
        option: optionLabel(ballot, key),
        n: weight(tallyOf(ballot, key), counting),
      }),
    ),
  );
}

export function motionSentence(ballot: Ballot): string {
  const yes = tallyOf(ballot, 'yes').heads;
  const no = tallyOf(ballot, 'no').heads;
  const { noun } = countingOf(ballot);
  const values = {
    yes: heads(yes, noun),
    no: heads(no, noun),
    outcome: outcomeWord(ballot),
  };
  if (ballot.state === 'open') {
    return ballot.tally ? t('motion.so_far', values) : t('missing.hidden_motion');
  }
  if (ballot.verdict?.outcome === 'passed') return t('motion.carried', values);
  return t(yes === no ? 'motion.tied' : 'motion.lost', values);
}

/** After closing: which plan has passed, or that none has. While open the server's tests speak. */
export function choiceSentence(ballot: Ballot, rule: RuleFacts | undefined): string {
  const goal = rule ? goalOf(rule.majority) : '';
  const word = outcomeWord(ballot);
  const { outcome, choice } = ballot.verdict ?? {};
  if (outcome === 'passed' && choice) {
    const values = {
      n: weight(tallyOf(ballot, choice), countingOf(ballot)),
      goal,
      outcome: word,
    };
    return t('option.passed', values);
  }
  return outcome === 'passed'
    ? t('result.passed_plain', { outcome: word })
    : t('option.none_passed', { goal, outcome: word });
}
