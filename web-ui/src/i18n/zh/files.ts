// 会议材料：查看、添加、撤回。
export const files = {
  'files.title': '会议材料',
  'files.of_meeting': '整个会议',
  'files.new_tab': '（在新窗口打开）',
  'files.media.pdf': 'PDF',
  'files.media.png': 'PNG 图片',
  'files.media.jpeg': 'JPEG 图片',
} as const;
