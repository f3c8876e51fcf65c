// A published document on paper: its main part verbatim, the letters and lines of the sheet, and at
// its foot the address that it leads to, to scan and to read. Other programs make PDF and Word of
// it. Pure; callable from any thread.
#pragma once

#include <string>
#include <string_view>

#include "records/phrases.hpp"
#include "records/template.hpp"

namespace roundtable::records {

struct SheetFacts {
  std::string title;
  std::string document;  // all of it, in the sheet's language
  std::string address;   // what it leads to; "" : none that others can open is known
  bool record = true;    // else a notice
  std::string rules{};   // the style sheet; "" : for a program that has styles of its own
  bool meeting = false;  // neither: a paper of the meeting, which leads to its page
};

/// `templates` are those of templates/documents. Throws TemplateFailure.
std::string render_sheet(const Templates& templates, const SheetFacts& facts, Lang lang);

}  // namespace roundtable::records
