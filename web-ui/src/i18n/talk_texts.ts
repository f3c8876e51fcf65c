// The chair's sentences, in both languages: they come with the panel that shows them, and no screen
// waits for them.
import { texts as en } from 'texts:en/talk';
import { texts as zh } from 'texts:zh/talk';
import { addTexts } from './text';

addTexts('zh', zh);
addTexts('en', en);
