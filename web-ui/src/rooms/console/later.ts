// What is not in the way of the Console's first look: fetched when it is asked for, or when there is any.
export const publishDialog = () => import('./PublishDialog.svelte');
export const objectionList = () => import('../../parts/ObjectionList.svelte');
export const printSlips = () => import('../../parts/PrintSlips.svelte');
