// The server's verdict in sentences. Every number and every "holds" here is the server's.
import type { Ballot, Measure, RuleFacts, Test } from '../protocol/frames';
import { formatArea, formatCount } from './format';
import { amongPlans, isMotion, tallyOf } from '../store/options';
import { choiceSentence, motionSentence, outcomeWord } from './options';
import { t, type TextKey } from './text';
import { countingOf, type Counting, fraction, fractionOf, goalOf, weight } from './meeting_words';
import { area, heads, list, sentences } from './words';

export function testsOf(ballot: Ballot): Test[] {
  const tests = Object.values(ballot.verdict?.tests ?? {});
  return tests.sort((a, b) => a.order - b.order);
}

export function failing(tests: Test[], about: Test['about']): Test[] {
  return tests.filter((test) => test.about === about && !test.holds);
}

/** A single figure in the measure's own unit. */
export function amount(measure: Measure, value: number, counting: Counting): string {
  return measure === 'area' ? area(value) : heads(value, counting.noun);
}

/** "2 户、103.20 m²", "2 more households, 103.20 m² more": what is missing, heads first. */
function missingWords(tests: Test[], counting: Counting): string {
  return list(
    byMeasure(tests).flatMap((test) =>
      test.missing === undefined ? [] : [moreWords(test, test.missing, counting)],
    ),
  );
}

function moreWords(test: Test, missing: number, counting: Counting): string {
  return test.measure === 'area'
    ? t('more.area', { n: formatArea(missing) })
    : t(`more.${counting.noun}`, { n: formatCount(missing) });
}

/** What one test is short of: "还差 2 户参与". */
export function missingOf(test: Test, rule: RuleFacts | undefined, counting: Counting): string {
  if (test.missing === undefined) return t('test.fails');
  return t(`test.missing_${subjectOf(test, rule)}`, {
    missing: moreWords(test, test.missing, counting),
  });
}

function subjectOf(
  test: Test,
  rule: RuleFacts | undefined,
): 'participation' | 'presence' | 'majority' {
  if (test.about === 'majority') return 'majority';
  return quorumKind(rule) === 'presence' ? 'presence' : 'participation';
}

function byMeasure(tests: Test[]): Test[] {
  return [...tests].sort((a, b) => rank(a) - rank(b));
}

function rank(test: Test): number {
  return test.measure === 'heads' ? 0 : 1;
}

function missingSentence(kind: string, tests: Test[], counting: Counting): string {
  const first = tests[0];
  if (!first) return '';
  const key = `missing.${kind}_${first.op === '>' ? 'more' : 'reach'}` as TextKey;
  return t(key, {
    missing: missingWords(tests, counting),
    fraction: first.about === 'majority' ? fractionOf(first) : fraction(first.num, first.den),
  });
}

function quorumKind(rule: RuleFacts | undefined): 'presence' | 'participation' | 'none' {
  return rule?.quorum?.kind ?? 'none';
}

/** While open: the one thing still missing, or that nothing is. */
function openSentence(ballot: Ballot, rule: RuleFacts | undefined): string {
  const counting = countingOf(ballot);
  const tests = testsOf(ballot);
  const kind = quorumKind(rule);
  const hidden = t(amongPlans(ballot) ? 'missing.hidden_plans' : 'missing.hidden');
  const quorum = failing(tests, 'quorum');
  if (quorum.length > 0) {
    const stem = kind === 'presence' ? 'presence' : 'participation';
    const missing = missingSentence(stem, quorum, counting);
    return ballot.tally ? missing : sentences([missing, hidden]);
  }
  const hasQuorum = tests.some((test) => test.about === 'quorum');
  const met = hasQuorum
    ? t(kind === 'presence' ? 'missing.presence_met' : 'missing.quorum_met')
    : '';
  if (!ballot.tally) return sentences([met, hidden]);
  if (amongPlans(ballot)) {
    const goal = rule ? goalOf(rule.majority) : '';
    return sentences([met, t('option.so_far', { goal })]);
  }
  const majority = failing(tests, 'majority');
  if (majority.length > 0) return sentences([met, missingSentence('majority', majority, counting)]);
  return t(kind === 'participation' ? 'missing.all_met' : 'missing.majority_met');
}

/** The sentence that stands beside the ring, whatever the state of the ballot. */
export function verdictSentence(ballot: Ballot, rule: RuleFacts | undefined): string {
  if (ballot.state === 'annulled') {
    return ballot.annul_reason
      ? t('result.annulled_why', { reason: ballot.annul_reason })
      : t('result.annulled');
  }
  const outcome = ballot.verdict?.outcome;
  // A confidential ballot of few: only what came of it is told.
  if (ballot.state === 'closed' && !ballot.tally) {
    if (outcome === 'passed' || outcome === 'not_passed') {
      return t('result.withheld', { outcome: outcomeWord(ballot) });
    }
  }
  if (isMotion(ballot)) return motionSentence(ballot);
  if (ballot.state === 'closed' && ballot.area_withheld) return inHeadsSentence(ballot, rule);
  if (ballot.state === 'open') return openSentence(ballot, rule);
  if (amongPlans(ballot) && outcome !== 'no_quorum') {
    return choiceSentence(ballot, rule);
  }
  return closedSentence(ballot, rule);
}

/** After closing, where floor areas would tell single votes: heads, and what was not reached. */
function inHeadsSentence(ballot: Ballot, rule: RuleFacts | undefined): string {
  const counting = countingOf(ballot);
  const outcome = outcomeWord(ballot);
  const short = testsOf(ballot).filter((test) => !test.holds);
  const names = list(byMeasure(short).map((test) => testName(test, rule, counting)));
  return sentences([
    amongPlans(ballot)
      ? t('result.passed_plain', { outcome })
      : t('result.in_heads', { outcome, yes: weight(tallyOf(ballot, 'yes'), counting) }),
    names && t('result.not_reached', { names }),
    t('result.why_no_area'),
  ]);
}

/** After closing: the outcome, and the test that decided it with its numbers. */
function closedSentence(ballot: Ballot, rule: RuleFacts | undefined): string {
  const counting = countingOf(ballot);
  const tests = testsOf(ballot);
  const kind = quorumKind(rule);
  const word = outcomeWord(ballot);
  const yes = ballot.tally ? weight(tallyOf(ballot, 'yes'), counting) : '';
  switch (ballot.verdict?.outcome) {
    case 'passed': {
      const key: TextKey = kind === 'none' ? 'result.passed' : `result.passed_${kind}`;
      return t(key, {
        outcome: word,
        yes,
        goal: goalWords(tests.filter((test) => test.about === 'majority')),
      });
    }
    case 'not_passed': {
      const short = failing(tests, 'majority');
      const missing = missingWords(short, counting);
      return t('result.not_passed', { outcome: word, yes, missing, goal: goalWords(short) });
    }
    case 'no_quorum': {
      const short = failing(tests, 'quorum');
      const key: TextKey = `result.no_quorum_${kind === 'presence' ? kind : 'participation'}`;
      const all = byMeasure(tests.filter((test) => test.about === 'quorum'));
      const part = list(all.map((test) => amount(test.measure, test.part ?? 0, counting)));
      const missing = missingWords(short, counting);
      return t(key, { outcome: word, part, missing, goal: goalWords(short) });
    }
    default:
      return '';
  }
}

function goalWords(tests: Test[]): string {
  return tests[0] ? goalOf(tests[0]) : '';
}

/** "参与的户数达到全部的三分之二" */
export function testName(test: Test, rule: RuleFacts | undefined, counting: Counting): string {
  const kind = quorumKind(rule) === 'presence' ? 'presence' : 'participation';
  const key: TextKey = test.about === 'quorum' ? `test.quorum_${kind}` : 'test.majority';
  const measure =
    test.measure === 'area' ? t('unit.area_name') : measureWord('heads', counting).toLowerCase();
  return t(key, { measure, goal: goalOf(test) });
}

export function measureWord(measure: Measure, counting: Counting): string {
  if (measure === 'area') return t('unit.area_word');
  return t(`unit.heads_word_${counting.noun}`);
}

function plain(measure: Measure, value: number): string {
  return measure === 'area' ? formatArea(value) : formatCount(value);
}

/** "3 × 14 = 42", "<", "2 × 24 = 48": what was compared, exactly. Nothing where it is not told. */
export function testFormula(test: Test): string[] {
  const { part, whole, left, right } = test;
  if (part === undefined || whole === undefined || left === undefined || right === undefined) {
    return [];
  }
  const sign = left === right ? '=' : left > right ? '>' : '<';
  const side = (factor: number, value: number, product: number) =>
    t('test.side', {
      factor,
      value: plain(test.measure, value),
      product: plain(test.measure, product),
    });
  return [side(test.den, part, left), sign, side(test.num, whole, right)];
}
