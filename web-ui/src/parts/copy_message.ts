// What lists need to give a message for a group: fetched when there is somebody to copy one.
export { default as CopyMessage } from './CopyMessage.svelte';
export { listedMessage, recordMessage } from '../i18n/group_message';
