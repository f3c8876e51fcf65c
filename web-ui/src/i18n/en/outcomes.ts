// Written by script/generate from the words of the published documents (src/records/phrases.cpp).
export const outcomes = {
  'verdict.passed': 'Passed',
  'verdict.not_passed': 'Not passed',
  'verdict.no_quorum': 'Too few took part',
} as const;
