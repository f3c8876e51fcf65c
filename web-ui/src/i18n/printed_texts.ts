// The papers of a meeting, in both languages: they come with the dialog that lists them, and no screen
// waits for them.
import { texts as en } from 'texts:en/printed';
import { texts as zh } from 'texts:zh/printed';
import { addTexts } from './text';

addTexts('zh', zh);
addTexts('en', en);
