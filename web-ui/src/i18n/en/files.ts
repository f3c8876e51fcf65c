import type { Translated } from '../zh';
import type { files as zh } from '../zh/files';

export const files: Translated<typeof zh> = {
  'files.title': 'Papers',
  'files.of_meeting': 'The whole meeting',
  'files.none': 'No papers yet.',
  'files.new_tab': '(opens in a new tab)',
  'files.media.pdf': 'PDF',
  'files.media.png': 'PNG image',
  'files.media.jpeg': 'JPEG image',
  'files.open': 'Papers ({n})',
  'files.add': 'Add a paper',
  'files.everyone':
    'Everybody who sees this meeting can open it. Please leave out telephone and identity numbers and other personal data first.',
  'files.not_yet': 'Until the meeting is announced only its staff can see it.',
  'files.lapse':
    'The minutes are before the members: with a paper added or withdrawn now, households that accepted them have to do so again.',
  'files.choose': 'Choose a file',
  'files.choose_other': 'Choose another file',
  'files.kinds': 'PDF, PNG or JPEG, 10 MB at most. Please save a document as PDF first.',
  'files.chosen': 'Chosen: {name} ({size})',
  'files.file_needed': 'Please choose a file first.',
  'files.form_title': 'Title of the paper',
  'files.title_needed': 'Please give it a title.',
  'files.form_item': 'Where it belongs',
  'files.do': 'Add it to the meeting',
  'files.sending': 'Uploading…',
  'files.done': '“{title}” was added to the meeting.',
  'files.unreadable': 'This file cannot be read. Please choose it again.',
  'files.not_taken':
    'It was not taken: you may have been signed out, or may not add papers to this meeting. Please sign in again.',
  'files.withdraw': 'Withdraw',
  'files.withdraw_ask': 'Withdraw “{title}”?',
  'files.withdraw_help':
    'Nobody can open it any more: the file is erased from the server for good. Its title and your reason stay in the record of the meeting.',
  'files.withdraw_do': 'Withdraw it',
  'files.back': 'Keep it',
};
