// The papers of a meeting that are written on by hand: what there is, and where the server makes them.
import { noticeOf } from './notice';
import { preferences } from './preferences.svelte';

export const kPapers = [
  'notice',
  'agenda',
  'sign_in',
  'ballots',
  'secret',
  'proxy',
  'delivery',
  'hand_count',
  'kit',
] as const;
export type Paper = (typeof kPapers)[number];
export type PaperForm = 'html' | 'pdf' | 'docx' | 'xlsx';

/** Rows a household each, which a spreadsheet takes too. */
const kTables: Paper[] = ['sign_in', 'delivery'];
/** Those that list households, and can do so for one building. */
const kListing: Paper[] = ['sign_in', 'ballots', 'delivery', 'kit'];

export function formsOf(paper: Paper): PaperForm[] {
  return kTables.includes(paper) ? ['html', 'pdf', 'docx', 'xlsx'] : ['html', 'pdf', 'docx'];
}

export function paperOf(meeting: string, paper: Paper, form: PaperForm, building = ''): string {
  const query = new URLSearchParams({ form, lang: preferences.language });
  if (paper === 'notice') {
    return form === 'html' ? noticeOf(meeting) : `/meetings/${meeting}/notice/document?${query}`;
  }
  if (paper === 'secret') query.set('secret', '1');
  if (building && kListing.includes(paper)) query.set('building', building);
  const name = paper === 'secret' ? 'ballots' : paper;
  return `/api/v1/meetings/${meeting}/papers/${name}?${query}`;
}
