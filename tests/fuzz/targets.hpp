// What strangers may send, as functions of bytes. Each target says what it promises of any bytes
// whatever; that nothing crashes, that no sanitizer finds anything and that the work is bounded are
// promised of all. libFuzzer drives them one by one (engine/engine.cpp, script/fuzz), and
// corpus_test.cpp with what is kept in corpus/.
#pragma once

#include <stdexcept>
#include <string_view>

namespace roundtable::fuzz {

/// What a target promises did not hold.
class BrokenPromise : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void promise(bool holds, const char* what) {
  if (!holds) throw BrokenPromise(what);
}

/// A frame of a client. A command that is taken is written, and read again it is the same.
void frame(std::string_view bytes);
/// A JSON body of a request. What is taken is no deeper than allowed and reads the same once
/// written.
void json_body(std::string_view bytes);
/// A whole request, head and body, as Beast and then we read it. Names of fields are in lower case,
/// and no value holds a line break.
void http_request(std::string_view bytes);
/// A file of grids. What is taken fits the tree, and the same file has nothing to add to it then.
void import_grids(std::string_view bytes);
/// A file of a roll. What is taken becomes a roll, which the same file does not change again.
void import_roll(std::string_view bytes);
/// A workbook, one of its sheets alone, or the text of a number. Rows and cells come in order, and
/// a number reads the same once written.
void import_workbook(std::string_view bytes);
/// The payload of a stored entry of a meeting. What is read is written, and stays as it is written.
void entry(std::string_view bytes);
/// What is stored of registers and issues, and content that entries name: in the same way.
void registers(std::string_view bytes);
/// A rule, a year of holidays, a meeting's template: a problem names a line that is there.
void data_file(std::string_view bytes);
/// The header of an entry and the text of a checkpoint: nothing is read but what we write.
void log_text(std::string_view bytes);
/// A photo or a paper, as it is put before a meeting. What is taken says nothing more of itself,
/// and is taken again.
void media(std::string_view bytes);
/// A receipt as a person has it. Written in the room's form it is read as the same.
void receipt(std::string_view bytes);

}  // namespace roundtable::fuzz
