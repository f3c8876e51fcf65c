// 会场大屏。
export const hall = {
  'hall.title': '大屏',
  'hall.scan': '扫码入座',
  'hall.scan_label': '进入会议的二维码：{url}',
  'hall.before': '会议 {time} 开始',
  'hall.doors': '请签到入座',
  'hall.arrived': '已到 {present} / {total}',
  'hall.recess': '休会',
  'hall.recess_help': '稍后继续',
  'hall.closed': '会议结束',
  'hall.thanks': '谢谢各位',
  'hall.cancelled': '会议取消',
  'hall.agenda_of': '议程 {n} / {total}',
  'hall.outer': '外环：专有面积（{whole}）',
  'hall.inner': '内环：户数（{whole}）',
  'hall.one_ring': '环：人数（{whole}）',
  'hall.waiting': '请稍候',
} as const;
