// The words of the card for people without a phone, in both languages: they come with the card.
import { texts as en } from 'texts:en/card';
import { texts as zh } from 'texts:zh/card';
import { addTexts } from './text';

addTexts('zh', zh);
addTexts('en', en);
