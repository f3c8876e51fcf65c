// 公示页上的核验。
export const record = {
  'check.running': '您的浏览器正在核验本文件…',
  'check.ok': '本文件完整，签名有效',
  'check.bad': '核验没有通过',
  'check.failed': '现在不能核验',
  'check.ok_help': '您的浏览器刚刚自己算了一遍，{n} 步都一致。',
  'check.bad_help': '有 {n} 步对不上。请不要以本页为准，向公布单位核实。',
  'check.failed_help': '取不到核验用的数据，请联网后刷新。',
  'check.steps': '核验过程',
  'check.step_document': '公示文件的字节与记录的指纹一致',
  'check.step_entry': '过程记录第 {version} 条的指纹由其内容算出',
  'check.step_entry_names': '过程记录第 {version} 条写着本文件的指纹',
  'check.step_checkpoint': '第 {number} 号总清单的指纹由其内容算出',
  'check.step_listed': '总清单列有本会议的过程记录',
  'check.step_signature': '总清单的签名有效',
  'check.step_yes': '一致',
  'check.step_no': '不一致',
  'check.fingerprint': '文件指纹 {hash}',
  'check.key': '签名公钥 {key}',
  'check.limit':
    '核验说明文件和记录没有被改过；同时掌握服务器和签名钥匙的人另造一套，要靠会上公布的指纹和各户的回执来发现。',
} as const;
