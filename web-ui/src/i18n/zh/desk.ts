// 工作台：会议、网格与名册、邀请、人员。
export const desk = {
  'desk.title': '工作台',
  'desk.sections': '工作台栏目',
  'desk.meetings': '会议',
  'desk.grids': '网格与名册',
  'desk.invitations': '邀请',
  'desk.staff': '人员',
  'desk.no_role':
    '您的账号还没有在任何网格任职，所以这里没有可以办的事。请找管理员给您的账号加上职务。',
  'desk.no_meetings': '您的网格还没有会议。',
  'desk.no_grids': '这里还没有网格。',
} as const;
