// What a check has to say, kept apart from the language it is said in: a code with the values that
// stand in its sentence. Each sentence is a row of one table (finding.cpp), with its words in both
// languages.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roundtable::log {

enum class Language { en, zh };

/// The sentences, and the parts of sentences; in the order of the table.
enum class Found : std::uint8_t {
  plain,  // no sentence: a name, a number, what a library said
  named,  // something that has a name in each language: the English one, the Chinese one
  about,
  // places
  at_entry,
  at_checkpoint,
  at_content,
  at_sealed,
  at_frame,
  at_receipt,
  without_wal,
  // the files
  database_damaged,
  unreadable,
  part_unreadable,
  part_unreadable_after,
  part_database,
  part_beside,
  part_entries,
  part_checkpoints,
  part_heads,
  part_content,
  part_sealed,
  schema_unknown,
  key_unreadable,
  key_none,
  key_other,
  // checkpoints
  checkpoint_missing,
  checkpoint_hash,
  checkpoint_form,
  checkpoint_number,
  checkpoint_prev,
  checkpoint_signature,
  key_change,
  head_passed,
  head_hash,
  head_none,
  stream_gone,
  stream_cut,
  witness_missing,
  witness_other,
  // content and sealed values
  content_bytes,
  sealed_opens,
  // entries
  entry_repeated,
  entry_hash,
  entry_form,
  entry_number,
  entry_payload,
  entry_prev,
  entry_missing,
  entries_missing,
  answer_missing,
  moved_differs,
  rows_beyond,
  // the write-ahead log
  wal_stands,
  wal_same,
  wal_differs,
  wal_torn,
  wal_busy,
  wal_other,
  wal_header,
  wal_changed,
  // meetings
  entry_before_missing,
  header_unreadable,
  not_replayed,
  content_missing,
  content_changed,
  attendance_differs,
  // ballots
  ballot,
  ballot_not_opened,
  vote_off_roll,
  vote_late,
  participation_differs,
  not_recounted,
  tally_differs,
  outcome_differs,
  requirements_differ,
  // documents
  record,
  record_in,
  meeting_notice,
  record_of_open_ballot,
  objection_differs,
  minutes_not_adopted,
  minutes_objection,
  model_differs,
  model_unreadable,
  number_not_borne,
  // sealed values of meetings
  sealed_by_event,
  sealed_other,
  command_of,
  erased_by,
  not_there,
  file,
  file_missing,
  file_other,
  file_sha256,
  file_bytes,
  file_still_stored,
  // numbers
  number_repeated,
  number_not_reserved,
  number_of_another,
  number_backwards,
  numbers_left_out,
  number_unused,
  // receipts
  receipt_of_any,
  receipt_of_stream,
};

/// A sentence, or a part of one. A text or a number is one by itself, the same in both languages.
struct Said {
  Said() = default;
  Said(std::string words) : text(std::move(words)) {}
  Said(std::string_view words) : text(words) {}
  Said(const char* words) : text(words) {}
  template <std::integral Number>
  Said(Number number) : text(std::to_string(number)) {}
  Said(Found what, std::vector<Said> holes) : code(what), values(std::move(holes)) {}

  bool empty() const { return code == Found::plain && text.empty(); }

  Found code = Found::plain;
  std::string text;          // if it is plain
  std::vector<Said> values;  // if not: what stands in the holes of its sentence
};

template <class... Values>
Said say(Found code, Values&&... values) {
  std::vector<Said> holes;
  holes.reserve(sizeof...(values));
  (holes.emplace_back(std::forward<Values>(values)), ...);
  return {code, std::move(holes)};
}

std::string words(const Said& said, Language language);

/// A row of the table; {0} and {1} are the holes of its sentence.
struct FoundRow {
  Found code = Found::plain;
  std::string_view name;  // stable
  std::string_view en;
  std::string_view zh;
};
std::span<const FoundRow> found_rows();

/// Something that is not as it was written.
struct Finding {
  Finding(Said of_place, Said of_what)
      : place(words(of_place, Language::en)),
        what(words(of_what, Language::en)),
        said_place(std::move(of_place)),
        said_what(std::move(of_what)) {}

  std::string place;  // in English: "stream meeting:abc, version 17"
  std::string what;   // "its payload does not match the SHA-256 in its header"
  Said said_place;    // the same, for any language
  Said said_what;
};

}  // namespace roundtable::log
