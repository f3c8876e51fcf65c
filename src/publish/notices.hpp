// The notice of a meeting that was announced, in every form, made when it is asked for: what it
// says is the meeting's log up to the opening of the sitting. Immutable but for what it reads; safe
// from any thread but a shard's.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/ids.hpp"
#include "directory/directory.hpp"
#include "live/registry.hpp"
#include "live/rule_book.hpp"
#include "log/event_log.hpp"
#include "publish/record_pages.hpp"
#include "records/forms.hpp"
#include "records/model.hpp"
#include "records/office_paper.hpp"

namespace roundtable::publish {

class Notices {
 public:
  Notices(const std::string& templates, log::EventLog& log, live::Registry& registry,
          const live::RuleBook& rules, directory::Directory& directory);

  /// Nothing where there is no such meeting, or nobody has been told of it.
  std::optional<records::Model> model(const MeetingId& id) const;
  /// What it would say if the meeting were announced at `at`; as it stands where it was. Nothing
  /// where there is no such meeting.
  std::optional<records::Model> preview(const MeetingId& id, Time at) const;
  /// A paper that is written on by hand. Throws TemplateFailure.
  std::string paper(const records::Model& model, records::OfficePaper paper,
                    const records::OfficePaperFacts& facts, records::Lang lang) const;
  /// Everybody who may decide there, with their units, as the meeting was called; null where there
  /// is no such meeting. A model only counts them.
  std::shared_ptr<const domain::RollSnapshot> electorate(const MeetingId& id) const;
  /// Nothing for a form that a notice does not have.
  std::optional<std::string> made(const records::Model& model, const records::Form& form,
                                  records::Lang lang) const;
  /// The notice as a page among the others, from its model; without one, a page that says so.
  ShownPage page(const std::optional<records::Model>& model, const PageAsked& asked) const;

 private:
  records::Model gathered(domain::Meeting meeting, records::Making made) const;

  records::Templates templates_;
  log::EventLog& log_;
  live::Registry& registry_;
  const live::RuleBook& rules_;
  directory::Directory& directory_;
};

}  // namespace roundtable::publish
