// Tests speak both languages at once: every text is there before they run.
import { en } from '../src/i18n/en';
import { addTexts } from '../src/i18n/text';
import { zh } from '../src/i18n/zh';

addTexts('zh', zh);
addTexts('en', en);
