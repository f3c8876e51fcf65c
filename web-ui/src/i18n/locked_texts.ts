// What is said while a shared computer is locked, and of what was refused after its dialog was closed, in
// both languages: it comes with the part that says it.
import { texts as en } from 'texts:en/locked';
import { texts as zh } from 'texts:zh/locked';
import { addTexts } from './text';

addTexts('zh', zh);
addTexts('en', en);
