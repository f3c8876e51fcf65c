// What letters say: from what is listed of a meeting and from templates/mail, each kind in both
// languages. Nothing personal is in one - no name, no flat, no link that lets anybody in - because
// whoever reads along on the way, or over a shoulder, must learn nothing that does not hang in the
// stairwell.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/event.hpp"
#include "records/template.hpp"
#include "views/lists.hpp"

namespace roundtable::mail {

enum class LetterKind { code, announced, moved, cancelled, vote_open, published };
std::string_view to_string(LetterKind kind);
std::optional<LetterKind> letter_kind_from(std::string_view text);

/// What a letter follows from: its kind and the ballot or record it is about; nothing for events
/// that nobody is written to about.
struct Occasion {
  LetterKind kind = LetterKind::announced;
  std::string about;
};
std::optional<Occasion> occasion_of(const domain::Event& event);
/// Whether an entry with these bytes may have one: spares reading most.
bool may_have_occasion(std::string_view payload);

struct LetterFacts {
  std::string lang;  // "zh" | "en"
  std::string grid;  // its name
  std::string base_url;
  std::string leave_url;
  std::string code;
  std::optional<views::ListedMeeting> meeting;
  std::string record;  // whose title and address are told
  std::optional<domain::BallotOpened> ballot;
};

struct LetterWords {
  std::string subject;
  std::string text;
};

/// Throws records::TemplateFailure.
LetterWords words_of(const records::Templates& templates, LetterKind kind,
                     const LetterFacts& facts);

}  // namespace roundtable::mail
