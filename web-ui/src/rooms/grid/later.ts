// What only who reports or keeps issues needs, or who adds a phone: fetched when it is asked for.
import { withTexts } from '../../i18n/sets';

export const changeIssue = () => import('./ChangeIssue.svelte');
export const copyMessage = () => import('../../parts/copy_message');
export const reportIssue = () => import('./ReportIssue.svelte');
export const ownPhones = () => withTexts(import('../../parts/OwnPhones.svelte'), 'aside');
export const ownMail = () => withTexts(import('../../parts/OwnMail.svelte'), 'aside');
export const followedIssues = () => import('../../store/followed_issues');
