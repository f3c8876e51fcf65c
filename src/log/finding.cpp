#include "log/finding.hpp"

#include <cstddef>

namespace roundtable::log {
namespace {

/// The hole that begins at `at`; `npos` where none does. Sentences have less than ten.
std::size_t hole_at(std::string_view sentence, std::size_t at) {
  const bool hole = at + 2 < sentence.size() && sentence[at] == '{' && sentence[at + 2] == '}' &&
                    sentence[at + 1] >= '0' && sentence[at + 1] <= '9';
  return hole ? static_cast<std::size_t>(sentence[at + 1] - '0') : std::string_view::npos;
}

// A stream is called what it is called in the log, in either language: what is cited can be looked
// up. `payload` is 正文 like a checkpoint's body: either is what a hash is of.
constexpr FoundRow kRows[] = {
    {Found::plain, "plain", "{0}", "{0}"},
    {Found::named, "named", "{0}", "{1}"},
    {Found::about, "about", "{0}: {1}", "{0}：{1}"},
    {Found::at_entry, "at_entry", "stream {0}, version {1}", "流 {0} 第 {1} 条"},
    {Found::at_checkpoint, "at_checkpoint", "checkpoint {0}", "第 {0} 号检查点"},
    {Found::at_content, "at_content", "content {0}", "内容 {0}"},
    {Found::at_sealed, "at_sealed", "sealed {0}", "封存的值 {0}"},
    {Found::at_frame, "at_frame", "log.db-wal, frame {0}", "log.db-wal 第 {0} 帧"},
    {Found::at_receipt, "at_receipt", "receipt", "回执"},
    {Found::without_wal, "without_wal", "log.db without log.db-wal, {0}",
     "不带 log.db-wal 的 log.db，{0}"},
    {Found::database_damaged, "database_damaged", "the database file is damaged: {0}",
     "数据库文件已损坏：{0}"},
    {Found::unreadable, "unreadable", "cannot be read: {0}", "读不出来：{0}"},
    {Found::part_unreadable, "part_unreadable", "cannot read {0}: {1}", "{0}读不出来：{1}"},
    {Found::part_unreadable_after, "part_unreadable_after", "cannot read {0}, after {1}: {2}",
     "{0}读不出来，读到的上一处是 {1}：{2}"},
    {Found::part_database, "part_database", "the database", "数据库"},
    {Found::part_beside, "part_beside", "what stands beside the entries", "条目之外的各表"},
    {Found::part_entries, "part_entries", "entries", "条目"},
    {Found::part_checkpoints, "part_checkpoints", "checkpoints", "检查点"},
    {Found::part_heads, "part_heads", "what the checkpoints name", "检查点所列的流"},
    {Found::part_content, "part_content", "content", "内容"},
    {Found::part_sealed, "part_sealed", "sealed values", "封存的值"},
    {Found::schema_unknown, "schema_unknown",
     "is of schema {0}; this version of the program knows {1}",
     "表结构是第 {0} 版，本程序只认得到第 {1} 版"},
    {Found::key_unreadable, "key_unreadable", "cannot be read, so no signature can be checked",
     "读不出来，所有签名都无法核对"},
    {Found::key_none, "key_none", "does not hold a key", "里面没有公钥"},
    {Found::key_other, "key_other", "is not the key that is known from outside",
     "不是外部给出的那把公钥"},
    {Found::checkpoint_missing, "checkpoint_missing", "is missing: the next is {0}",
     "缺失：再往后就是{0}"},
    {Found::checkpoint_hash, "checkpoint_hash", "its hash is not the SHA-256 of its body",
     "哈希不是正文的 SHA-256"},
    {Found::checkpoint_form, "checkpoint_form", "its body is not in the exact form of a checkpoint",
     "正文不符合检查点的固定格式"},
    {Found::checkpoint_number, "checkpoint_number", "its body says it is {0}", "正文里写的却是{0}"},
    {Found::checkpoint_prev, "checkpoint_prev",
     "its `prev` is not the hash of the checkpoint before it", "`prev` 不是前一个检查点的哈希"},
    {Found::checkpoint_signature, "checkpoint_signature",
     "its signature does not belong to its body and the public key", "签名与正文和公钥对不上"},
    {Found::key_change, "key_change",
     "changes the key, and not from the one that signs to one that has agreed",
     "在这里换了钥匙，却不是由签名的那把换成也签了字的一把"},
    {Found::head_passed, "head_passed", "names {0}, which {1} had already passed",
     "列的是{0}，而{1}早已列到它之后"},
    {Found::head_hash, "head_hash", "is not the entry that {0} names: its hash differs",
     "不是{0}所列的那一条：哈希不同"},
    {Found::head_none, "head_none", "no checkpoint names it, nor anything after it",
     "没有检查点列到它，也没有列到它之后的任何一条"},
    {Found::stream_gone, "stream_gone",
     "is missing: {0} names version {1}, but the stream is not there",
     "缺失：{0}列到第 {1} 条，这个流却不在"},
    {Found::stream_cut, "stream_cut",
     "is missing: {0} names version {1}, but the stream ends at version {2}",
     "缺失：{0}列到第 {1} 条，这个流却到第 {2} 条就断了"},
    {Found::witness_missing, "witness_missing",
     "was witnessed outside but is not there: the log has been cut or replaced",
     "外部保存过它，这里却没有：日志被截短或者换掉了"},
    {Found::witness_other, "witness_other",
     "is not the one that was witnessed outside: the log has been written anew",
     "不是外部保存的那一个：日志被重写过"},
    {Found::content_bytes, "content_bytes", "its bytes do not match the SHA-256 it stands under",
     "字节与它的 SHA-256 对不上"},
    {Found::sealed_opens, "sealed_opens",
     "its salt and value do not match the commitment it stands under", "盐和值与它的承诺对不上"},
    {Found::entry_repeated, "entry_repeated",
     "a stream's versions begin at 1, and each is there once",
     "流的条目应当从第 1 条排起，每个号只有一条"},
    {Found::entry_hash, "entry_hash", "its hash is not the SHA-256 of its header",
     "哈希不是条目头的 SHA-256"},
    {Found::entry_form, "entry_form", "its header is not in the exact form of a header",
     "条目头不符合固定格式"},
    {Found::entry_number, "entry_number", "its header says it is {0}", "条目头里写的却是{0}"},
    {Found::entry_payload, "entry_payload", "its payload does not match the SHA-256 in its header",
     "正文与条目头里的 SHA-256 对不上"},
    {Found::entry_prev, "entry_prev", "its `prev` is not the hash of the entry before it",
     "`prev` 不是前一条的哈希"},
    {Found::entry_missing, "entry_missing", "is missing", "缺失"},
    {Found::entries_missing, "entries_missing", "is missing, and all up to {0}",
     "从这一条到第 {0} 条全部缺失"},
    {Found::answer_missing, "answer_missing",
     "the table of answers does not lead to it from the id of its command",
     "按它的命令编号，在答复表里查不到它"},
    {Found::moved_differs, "moved_differs",
     "the table of what moved does not say what it says of stream {0}",
     "关于流 {0}，变动表里写的与它不一致"},
    {Found::rows_beyond, "rows_beyond", "the table {0} has {1} rows that nothing in the log says",
     "表 {0} 里有 {1} 行，在日志里找不到依据"},
    {Found::wal_stands, "wal_stands", "log.db-wal ({0} bytes) stands beside log.db: {1}",
     "log.db 旁边有 log.db-wal（{0} 字节）：{1}"},
    {Found::wal_same, "wal_same",
     "log.db was checked without it too and is the same log, up to checkpoint {0}",
     "不带它也检查了一遍 log.db，是同一份日志，到第 {0} 号检查点为止"},
    {Found::wal_differs, "wal_differs",
     "log.db was checked without it too, and does not hold; what SQLite reads is the log beside "
     "it. A server that was killed while it moved that log into the file leaves it so as well: "
     "it is set right when a server has started on the folder and ended",
     "不带它也检查了一遍 log.db，有问题；SQLite "
     "读到的是旁边的日志。服务器把那份日志并入文件时被强行终止，也会留下这种情况：用这个文件夹启"
     "动一次服务器，再正常关闭，就能恢复"},
    {Found::wal_torn, "wal_torn",
     "{0}; it breaks off at frame {1}, as a crash leaves it, and the one commit behind that is "
     "not read",
     "{0}；它在第 {1} 帧中断，崩溃之后就是这样，后面的那一次提交没有读入"},
    {Found::wal_busy, "wal_busy",
     "a server went on writing log.db, which could not be checked without it",
     "服务器一直在写 log.db，没能不带它单独检查"},
    {Found::wal_other, "wal_other", "is not the one that the write-ahead log continues",
     "不是预写日志所接续的那一个"},
    {Found::wal_header, "wal_header",
     "its header is not that of a write-ahead log, so that SQLite reads nothing of it",
     "文件头不是预写日志的，SQLite 一点也不会读"},
    {Found::wal_changed, "wal_changed",
     "has been changed: SQLite reads no further, and {0} commits stand behind",
     "被改动过：SQLite 读到这里为止，后面还有 {0} 次提交"},
    {Found::entry_before_missing, "entry_before_missing", "an entry before is missing",
     "前面缺了条目"},
    {Found::header_unreadable, "header_unreadable", "the header cannot be read", "条目头读不出来"},
    {Found::not_replayed, "not_replayed", "cannot be replayed, nor what follows: {0}",
     "这一条和它之后的各条都无法重放：{0}"},
    {Found::content_missing, "content_missing", "content {0} is missing", "内容 {0} 缺失"},
    {Found::content_changed, "content_changed", "content {0} has been changed",
     "内容 {0} 被改动过"},
    {Found::attendance_differs, "attendance_differs",
     "who was present at the opening of ballot {0} disagrees with the attendance",
     "表决 {0} 开始时的到会人数与签到不一致"},
    {Found::ballot, "ballot", "ballot {0}", "表决 {0}"},
    {Found::ballot_not_opened, "ballot_not_opened", "closes a ballot that was never opened",
     "截止的是一次从未开始的表决"},
    {Found::vote_off_roll, "vote_off_roll", "a vote of head {0}, which is not on the frozen roll",
     "有 {0} 的一票，冻结的名册上却没有这一户"},
    {Found::vote_late, "vote_late", "a vote of head {0} was taken after the deadline",
     "{0} 的一票是在截止时间之后收下的"},
    {Found::participation_differs, "participation_differs",
     "{0}: {1} ({2} m²) voted, the closing says {3} ({4} m²)",
     "{0}：参与表决的是 {1} 人（{2} m²），截止时写的是 {3} 人（{4} m²）"},
    {Found::not_recounted, "not_recounted",
     "{0}: {1} choices were erased or are withheld; only who took part could be counted again",
     "{0}：有 {1} 票的选择已被抹除或者没有给出，只能重新清点参与表决的人数"},
    {Found::tally_differs, "tally_differs", "{0}: counted again {1}, the closing says {2}",
     "{0}：重新计票得 {1}，截止时写的是 {2}"},
    {Found::outcome_differs, "outcome_differs",
     "{0}: the frozen rule gives {1}, the closing says {2}",
     "{0}：按冻结的规则，结论是“{1}”，截止时写的是“{2}”"},
    {Found::requirements_differ, "requirements_differ",
     "{0}: the closing tells otherwise which requirements were met",
     "{0}：哪些要求达到了，截止时写的与重新计票不一致"},
    {Found::record, "record", "record {0}", "公示 {0}"},
    {Found::record_in, "record_in", "record {0}, {1}", "公示 {0}（{1}）"},
    {Found::meeting_notice, "meeting_notice", "the notice of the meeting", "会议通知"},
    {Found::record_of_open_ballot, "record_of_open_ballot",
     "{0} is about a ballot that was not closed", "{0}：所公示的表决没有截止"},
    {Found::objection_differs, "objection_differs",
     "{0}: the frozen rule gives {1} to {2} for objections, the entry says otherwise",
     "{0}：按冻结的规则，异议期是 {1} 至 {2}，条目里写的不是这样"},
    {Found::minutes_not_adopted, "minutes_not_adopted",
     "{0} holds minutes that were not adopted, or were published before",
     "{0}：所载纪要没有经过确认，或者以前已经公示过"},
    {Found::minutes_objection, "minutes_objection",
     "{0}: minutes are for information, the entry gives time for objections",
     "{0}：纪要公示只供知悉，条目里却给了异议期"},
    {Found::model_differs, "model_differs", "{0}: its model says otherwise than the entry",
     "{0}：公示数据与条目里写的不一致"},
    {Found::model_unreadable, "model_unreadable", "{0}: its model cannot be read: {1}",
     "{0}：公示数据读不出来：{1}"},
    {Found::number_not_borne, "number_not_borne", "{0}: the document does not bear the number {1}",
     "{0}：文件上没有编号 {1}"},
    {Found::sealed_by_event, "sealed_by_event", "what {0} sealed", "“{0}”中封存的值"},
    {Found::sealed_other, "sealed_other",
     "the sealed value behind {0} is not the one that was committed to",
     "承诺 {0} 对应的封存值，不是当初承诺的那个"},
    {Found::command_of, "command_of", "command {0} of {1}, {2}", "{1} 的命令 {0}（{2}）"},
    {Found::erased_by, "erased_by", "{0} was erased by {1}", "{0}：已被抹除，依据是 {1}"},
    {Found::not_there, "not_there",
     "{0} ({1}) is not there, and no command in this log erases it: whoever gave or keeps the "
     "folder withholds it or took it away",
     "{0}（{1}"
     "）不在，日志里也没有抹除它的命令：是给出或者保管这个文件夹的人没有给出，或者拿走了"},
    {Found::file, "file", "file {0}", "材料 {0}"},
    {Found::file_missing, "file_missing", "{0} is missing and was not withdrawn",
     "{0}：缺失，而且没有被撤回过"},
    {Found::file_other, "file_other", "{0}: its bytes are not those that were committed to",
     "{0}：字节不是当初承诺的那些"},
    {Found::file_sha256, "file_sha256", "{0}: its bytes do not match the SHA-256 in the entry",
     "{0}：字节与条目里的 SHA-256 对不上"},
    {Found::file_bytes, "file_bytes", "{0}: it has {1} bytes, the entry says {2}",
     "{0}：有 {1} 字节，条目里写的是 {2} 字节"},
    {Found::file_still_stored, "file_still_stored",
     "{0} was withdrawn and is still stored; a server erases it when it starts",
     "{0}：已经撤回，却还存着；服务器启动时会把它抹除"},
    {Found::number_repeated, "number_repeated", "{0}: its number is that of the record at {1}",
     "{0}：编号与{1}的公示相同"},
    {Found::number_not_reserved, "number_not_reserved", "{0}: its number {1} was never reserved",
     "{0}：编号 {1} 从来没有预留过"},
    {Found::number_of_another, "number_of_another",
     "{0}: its number {1} was reserved for the record at {2}", "{0}：编号 {1} 是为{2}的公示预留的"},
    {Found::number_backwards, "number_backwards", "reserves number {0} after {1}",
     "在 {1} 号之后预留了 {0} 号"},
    {Found::numbers_left_out, "numbers_left_out",
     "number {0} follows {1}: those between were left out", "{1} 号之后就是 {0} 号：中间的号空着"},
    {Found::number_unused, "number_unused", "number {0} was reserved, and no document bears it",
     "{0} 号预留了，没有哪份文件用它"},
    {Found::receipt_of_any, "receipt_of_any",
     "it was given for version {0} of any stream with a hash that begins {1}; no sound entry of "
     "this log is that one",
     "给的是某个流的第 {0} 条，哈希开头为 {1}；这份日志里完好的条目没有一条是它"},
    {Found::receipt_of_stream, "receipt_of_stream",
     "it was given for version {0} of stream {1} with a hash that begins {2}; no sound entry of "
     "this log is that one",
     "给的是流 {1} 的第 {0} 条，哈希开头为 {2}；这份日志里完好的条目没有一条是它"},
};

}  // namespace

std::span<const FoundRow> found_rows() {
  return kRows;
}

std::string words(const Said& said, Language language) {
  if (said.code == Found::plain) return said.text;
  const auto& row = kRows[static_cast<std::size_t>(said.code)];
  const auto sentence = language == Language::zh ? row.zh : row.en;
  std::string out;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    const auto hole = hole_at(sentence, at);
    if (hole == std::string_view::npos) {
      out += sentence[at];
      continue;
    }
    if (hole < said.values.size()) out += words(said.values[hole], language);
    at += 2;
  }
  return out;
}

}  // namespace roundtable::log
