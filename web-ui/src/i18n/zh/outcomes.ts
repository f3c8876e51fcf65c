// Written by script/generate from the words of the published documents (src/records/phrases.cpp).
export const outcomes = {
  'verdict.passed': '通过',
  'verdict.not_passed': '未通过',
  'verdict.no_quorum': '未达到参与要求',
} as const;
