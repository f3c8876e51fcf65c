// What is said of a meeting that is not there, in both languages: it comes with the part that says it, and
// no screen waits for it.
import { texts as en } from 'texts:en/absent';
import { texts as zh } from 'texts:zh/absent';
import { addTexts } from './text';

addTexts('zh', zh);
addTexts('en', en);
