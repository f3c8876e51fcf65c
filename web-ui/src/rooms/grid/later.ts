// What only who reports or keeps issues needs, or who adds a phone: fetched when it is asked for.
export const changeIssue = () => import('./ChangeIssue.svelte');
export const reportIssue = () => import('./ReportIssue.svelte');
export const ownPhones = () => import('./OwnPhones.svelte');
export const followedIssues = () => import('../../store/followed_issues');
