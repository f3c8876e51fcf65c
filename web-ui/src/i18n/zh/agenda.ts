// 议程：时间、调整、搁置。
export const agenda = {
  'agenda.minutes': '{n} 分钟',
  'agenda.used_of': '已用 {used} / {n} 分钟',
  'agenda.used': '已用 {used} 分钟',
  'agenda.took': '用了 {used} 分钟',
  'agenda.over': '超时 {n} 分钟',
  'agenda.presenter': '由 {who} 介绍',
  'agenda.issue': '事项：{title}',
  'agenda.deferred': '搁置：{reason}',
  'agenda.edit_do': '保存',
} as const;
