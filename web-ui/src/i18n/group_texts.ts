// The words of messages for a group, in both languages: they come with the button that copies one.
import { texts as en } from 'texts:en/group';
import { texts as zh } from 'texts:zh/group';
import { addTexts } from './text';

addTexts('zh', zh);
addTexts('en', en);
