// What only who keeps issues needs: fetched when it is asked for.
export const changeIssue = () => import('./ChangeIssue.svelte');
export const followedIssues = () => import('../../store/followed_issues');
