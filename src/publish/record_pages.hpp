// Records as they are shown: the published documents, byte for byte, and the public pages around
// them. Immutable but for what it reads; safe from any thread.
#pragma once

#include <string>

#include "live/registry.hpp"
#include "log/event_log.hpp"
#include "records/handover.hpp"
#include "records/phrases.hpp"
#include "records/template.hpp"
#include "views/lists.hpp"

namespace roundtable::publish {

/// How a page is wanted.
struct PageAsked {
  records::Lang lang = records::Lang::zh;
  bool elder = false;    // in large letters
  std::string origin{};  // what its preview card names it by
  bool pdf = false;      // which forms can be had
  bool word = false;
  std::string others{};  // the origin that stands on paper; "": none that others can open is known
};

/// A page as it goes out; not `there`: one that says that there is no such record.
struct ShownPage {
  bool there = false;
  std::string html;
};

class RecordPages {
 public:
  RecordPages(const std::string& templates, log::EventLog& log, live::Registry& registry,
              const views::Lists& lists, const Clock& clock);

  /// /records/{id}: a page also for a record that is not there (404).
  ShownPage page(const RecordId& id, const PageAsked& asked) const;
  /// What is shown where there is nothing.
  ShownPage missing(records::Lang lang) const;
  /// Why a form is not there, as a page.
  std::string refused(const std::string& sentence, records::Lang lang) const;
  /// No record, and published by nobody. Throws TemplateFailure.
  std::string handover(const records::HandoverFacts& facts, records::Lang lang) const;
  /// /records/{id}/document: the exact bytes.
  ShownPage document(const RecordId& id, records::Lang lang) const;

 private:
  std::string text_of(const domain::PublishedRecord& record, records::Lang lang) const;

  records::Templates templates_;
  log::EventLog& log_;
  live::Registry& registry_;
  const views::Lists& lists_;
  const Clock& clock_;
};

}  // namespace roundtable::publish
