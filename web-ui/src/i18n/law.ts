// Which article of a law, in words. Wording only.
import { t } from './text';
import { english } from './words';

const kDigits = '零一二三四五六七八九';

/** "278" of 278, "23" of 二十三; undefined for what is no number below a hundred in characters. */
function numeral(text: string): string | undefined {
  if (/^\d+$/.test(text)) return text;
  const found = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(text);
  if (!found || text === '') return undefined;
  const [, tens = '', ten = '', ones = ''] = found;
  if (!ten) return tens && ones ? undefined : String(kDigits.indexOf(tens || ones));
  return String((tens ? kDigits.indexOf(tens) : 1) * 10 + (ones ? kDigits.indexOf(ones) : 0));
}

/** "第32、34条" as it is written, or in English "Articles 32, 34"; what is not understood stays. */
export function articleWords(article: string): string {
  if (!english()) return article;
  if (article === '全文') return t('vote.whole_law');
  const numbers = /^第(.+)条$/.exec(article)?.[1]?.split(/(、|[—–-]+)/) ?? [];
  const words = numbers.map((one, n) => (n % 2 === 0 ? numeral(one) : one === '、' ? ', ' : '–'));
  if (words.length === 0 || words.includes(undefined)) return article;
  return t(words.length === 1 ? 'vote.article' : 'vote.articles', { n: words.join('') });
}
