// What only who publishes needs, or makes a slip of paper: fetched when it is asked for.
export const publishDialog = () => import('./PublishDialog.svelte');
export const printSlips = () => import('../../parts/PrintSlips.svelte');
