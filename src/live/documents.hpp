// How a document comes to be published (docs/decisions/0021-documents-are-models-first.md): what it
// says is gathered on the meeting's shard, its forms are made by a worker, and the turn that
// publishes it gathers again and compares. `live` knows no template: who makes documents is wired
// in `app`.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/command.hpp"
#include "domain/event.hpp"
#include "log/log_readers.hpp"

namespace roundtable::live {

/// Who did what a document names somebody for: the entries' headers say it, the state does not.
struct Officers {
  ActorId opened;    // the sitting
  ActorId proposed;  // the minutes
  ActorId adopted;   // them
};

/// Whom that event names somebody for; null for all others.
ActorId* office_of(Officers& officers, const domain::Event& event);

/// What is to be published, and the state it is gathered from. Lives as long as the call.
struct PublishAsked {
  const domain::Meeting& meeting;
  const domain::PublishRecord& command;
  const Officers& officers;
  ActorId by;
  CommandId id;
  Time at;
  log::StreamHead head;  // the newest entry that is taken into account
  const domain::Calendar& calendar;
};

/// A meeting that is to be announced: its notice needs an issuer and a number. Lives as long as the
/// call.
struct NoticeAsked {
  const domain::Meeting& meeting;
  Time at;
};

/// A document that was made, or why it could not be. Immutable.
struct MadeRecord {
  std::variant<domain::Document, domain::BadTemplate, domain::NoIssuer> made;
  std::vector<log::Content> contents;  // its forms, and the model
  /// The hash of what it would say now, all that was settled when it was made left as it is. Quick:
  /// called in the turn.
  std::function<std::string(const PublishAsked& now)> model_now;
  domain::Issued notice{};  // of a notice, which has nothing else before it is asked for
};

/// Makes the document, on a worker. Throws where what it needs cannot be read.
using MakeRecord = std::function<std::shared_ptr<const MadeRecord>()>;
/// Gathers what the document is to say; called on the meeting's shard, on durable state.
using PrepareRecord = std::function<MakeRecord(const PublishAsked&)>;
/// The same for who issues a notice, which the Directory knows, and its number.
using PrepareNotice = std::function<MakeRecord(const NoticeAsked&)>;

}  // namespace roundtable::live
