// What a file changes on a roll, in both languages: it comes with the part that says it, and no screen
// waits for it.
import { texts as en } from 'texts:en/changes';
import { texts as zh } from 'texts:zh/changes';
import { addTexts } from './text';

addTexts('zh', zh);
addTexts('en', en);
