// 服务器拒绝时说的话：只有工作人员会遇到的。
export const staffRefusals = {
  'refused.setup.closed': '已经有管理员了。请用管理员给您的账号登录。',
  'refused.setup.code_wrong': '开通码不对。请看启动服务器的窗口里最新的十个数字。',
  'refused.setup.grid': '请填最上一级网格的名称和层级；代码只用字母、数字、- 和 _。',
  'refused.account.login': '账号只用字母、数字、- 和 _，最多 64 个字符。',
  'refused.account.login_taken': '这个账号名已经有人用了，请换一个。',
  'refused.account.password': '密码至少要十个字；太长也不行（最多八十来个汉字或 256 个字母）。',
  'refused.account.name': '请填姓名，最多 40 个字。',
  'refused.account.roles': '请选一个职务，并选一个网格。',
  'refused.account.unknown': '没有这个账号。',
  'refused.account.last_administrator': '这是最上一级最后一个管理员，不能撤去；请先加一个管理员。',
  'refused.household.unknown': '名册里没有这一户，请重新打开名单。',
} as const;
