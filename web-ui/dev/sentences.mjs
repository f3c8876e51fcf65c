// A few finished sentences as the server writes them into the log: `{id}` stands for a label.
const kStances = {
  for: ['同意', 'for'],
  against: ['反对', 'against'],
  question: ['提问', 'with a question'],
  neither: ['不表态', 'for neither side'],
};

export function sentenceOf(view, what, fields) {
  const title = view.proposals?.[fields.proposal]?.title ?? fields.title ?? '';
  const speaker = `{${fields.speaker}}`;
  const stance = kStances[fields.stance] ?? ['', ''];
  const pair = {
    floor_granted: [`${speaker}发言，${stance[0]}。`, `${speaker} spoke, ${stance[1]}.`],
    proposal_tabled: [`${speaker}提出提案“${title}”。`, `${speaker} proposed “${title}”.`],
    proposal_discussed: [`开始讨论“${title}”。`, `Discussion of “${title}” began.`],
    amendment_accepted: [
      '提出人接受修改，提案照此改动。',
      'The mover accepted the amendment and the text was changed.',
    ],
    amendment_tabled: [
      `${speaker}对“${title}”提出修改。`,
      `${speaker} moved an amendment to “${title}”.`,
    ],
    decision_recorded: [
      `议定：${fields.text}${fields.responsible ? `（{${fields.responsible}}负责）` : ''}`,
      `Decided: ${fields.text}${fields.responsible ? ` ({${fields.responsible}} is responsible)` : ''}`,
    ],
  }[what];
  return pair ? { zh: pair[0], en: pair[1] } : {};
}
