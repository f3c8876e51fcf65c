// What is not in the way of the Console's first look: fetched when it is asked for, or when there is any.
export const publishDialog = () => import('./PublishDialog.svelte');
export const objectionList = () => import('../../parts/ObjectionList.svelte');
export const printSlips = () => import('../../parts/PrintSlips.svelte');
/** Files go over a line that is there, or not at all. */
export const filesDialog = () => import('./FilesDialog.svelte');
export const talkPanel = () => import('./TalkPanel.svelte');
export const papersDialog = () => import('./PapersDialog.svelte');
