// Makes the documents that `record.publish` fixes: what they say is gathered on the meeting's shard
// as a record model, and a worker reserves the number, puts the names in and makes the forms
// (docs/decisions/0021-documents-are-models-first.md). Immutable but for what it reads; safe from
// any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "directory/directory.hpp"
#include "live/documents.hpp"
#include "live/offices.hpp"
#include "live/registry.hpp"
#include "log/event_log.hpp"
#include "publish/record_numbers.hpp"
#include "records/forms.hpp"
#include "records/model.hpp"
#include "records/template.hpp"

namespace roundtable::publish {

class RecordMaker {
 public:
  RecordMaker(const std::string& templates, log::EventLog& log, live::Registry& registry,
              directory::Directory& directory, RecordNumbers& numbers);

  /// Who issues a document and by which command it gets its number.
  struct Issue {
    CommandId reservation;
    live::OfficeOf office;
    std::string said;  // the official name that the command gives; "" : as entered for the office
  };

  /// The result of a ballot, or the minutes where the command names none.
  live::MakeRecord prepare(const live::PublishAsked& asked) const;
  /// Who issues the notice of a meeting, and its number: neither where no office was entered.
  live::MakeRecord prepare_notice(const live::NoticeAsked& asked) const;
  /// The page as it would be published now, its number to come: nothing is written. Takes as long
  /// as making it does; never on a shard. Throws records::TemplateFailure.
  std::string preview(const live::PublishAsked& asked, records::Lang lang) const;

 private:
  records::Model gather(const live::PublishAsked& asked, records::Making made) const;
  std::shared_ptr<const live::MadeRecord> make(records::Model model, const Issue& issue) const;
  records::Names names_for(const records::Model& model) const;

  records::Templates templates_;
  log::EventLog& log_;
  live::Registry& registry_;
  directory::Directory& directory_;
  RecordNumbers& numbers_;
};

}  // namespace roundtable::publish
