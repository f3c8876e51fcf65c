// The words of the day of handing over, in both languages: they come with the parts that say them.
import { texts as en } from 'texts:en/handing';
import { texts as zh } from 'texts:zh/handing';
import { addTexts } from './text';

addTexts('zh', zh);
addTexts('en', en);
