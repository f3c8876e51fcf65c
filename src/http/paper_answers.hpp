// A document handed out as a file: made by another program and answered later, or as rows for a
// spreadsheet. What pages of documents share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/answer.hpp"
#include "http/call.hpp"
#include "publish/documents.hpp"

namespace roundtable::http {

/// What a phone or a desk keeps it under: letters that every system takes, and its own name.
struct FileName {
  std::string plain;  // without an extension
  std::string own;
  bool names_people = false;  // no cache on the way keeps it
};

/// A document in a form that takes a while, or what keeps it from being made.
Answer paper_answer(const Call& call, publish::WantedDocument wanted, const FileName& name);
/// Forms for a spreadsheet, which take no other program.
enum class RowsForm { csv, xlsx };
/// "csv", "xlsx"
std::optional<RowsForm> rows_form_from(std::string_view name);
/// The same document in one of them.
Answer rows_answer(const Call& call, RowsForm form, const std::string& html, const FileName& name);
/// A paper that is published by nobody and for those who asked alone, in the form they asked for.
/// `address`: what it leads to; "" : none that others can open is known.
Answer own_paper(const Call& call, std::string html, const FileName& name, records::Lang lang,
                 const std::string& address = "");
/// Nothing, or what is wrong with how a document is asked for.
std::optional<Answer> unreadable_form(const Call& call);

/// What an address on paper begins with, which others can open; "" : none is known.
std::string origin_on_paper(const Call& call);
/// What a page of a document may load.
std::string_view page_policy();

}  // namespace roundtable::http
