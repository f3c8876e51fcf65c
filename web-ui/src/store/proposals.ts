// Reading the proposals and amendments of a view.
import type { Amendment, Proposal, View } from '../protocol/frames';
import { inOrder, type Entry } from './order';

export function proposalsOf(view: View, item: string | undefined): Entry<Proposal>[] {
  return inOrder(view.proposals).filter(({ value }) => value.item === item);
}

/** Left open by an item that is over: they may be taken along to the one under way. */
export function leftOpen(view: View, item: string | undefined): Entry<Proposal>[] {
  return inOrder(view.proposals).filter(
    ({ value }) =>
      value.item !== item &&
      value.state === 'tabled' &&
      view.agenda?.[value.item]?.state !== 'waiting',
  );
}

export function amendmentsOf(view: View, proposal: string): Entry<Amendment>[] {
  return inOrder(view.amendments).filter(({ value }) => value.proposal === proposal);
}

/** The amendment people look at now: the one under vote, else the newest undecided. */
export function presentAmendment(view: View, proposal: string): Entry<Amendment> | undefined {
  const ballot = view.current?.ballot;
  const voted = ballot ? view.ballots?.[ballot]?.about?.amendment : undefined;
  const open = amendmentsOf(view, proposal).filter(({ value }) => value.state === 'tabled');
  return open.find(({ id }) => id === voted) ?? open[open.length - 1];
}

/** The whole text as it was tabled, to edit it again. */
export function textOf(proposal: Proposal): string {
  return inOrder(proposal.paragraphs)
    .map(({ value }) => value.text)
    .join('\n');
}
