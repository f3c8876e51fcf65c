// MailBook: which households want letters and where, and the letters that are on their way. Part of
// the Directory's file, since an address is personal: who is erased there has no address and gets
// no letter. A letter names what it is about and holds no words; they are written when it goes.
//
// Safe from any thread. Throws log::LogFailure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace roundtable::directory {

struct MailAddress {
  std::string owner;        // whose letters: the head of a household
  std::string email;        // confirmed; "": none yet
  std::string lang;         // "zh" | "en", of what goes there
  std::string leave;        // token of the link that ends the letters
  std::string asked_email;  // shall take its place once the code is shown; "": none
  std::string asked_lang;
  std::string code;  // that was sent there
  Time code_until{};
  std::string trouble;  // why the last letter did not arrive; "" where it did
};

struct MailLetter {
  std::string key;  // by which the receiver knows one that comes again
  std::string owner;
  std::string kind;           // mail::LetterKind
  std::string stream;         // that it is about; "" : none
  std::uint64_t version = 0;  // of the entry it follows from
  std::string about{};        // the record or the ballot; "" : the whole
  Time made_at{};
  bool given_up = false;
  std::uint64_t tries = 0;
  Time not_before{};
  std::string why{};  // the last try went wrong
};

/// Up to which place of the log letters have been taken up.
struct MailPlace {
  std::uint64_t number = 0;
  std::string hash;
};

enum class MailAsked { ok, too_often };
enum class MailConfirmed { ok, wrong };

class MailBook {
 public:
  virtual ~MailBook() = default;

  virtual std::optional<MailAddress> address(std::string_view owner) = 0;
  /// Keeps what was asked for (owner, asked_email, asked_lang, leave, code, code_until) beside an
  /// address that is confirmed, and queues the letter that tells the code. `email_mark` stands for
  /// the address in the count of a day: nobody is written to more often than `a_day_max` times,
  /// whoever asks, and nobody asks more often.
  virtual MailAsked ask(const MailAddress& asked, const MailLetter& letter,
                        std::string_view email_mark, std::uint64_t a_day_max) = 0;
  /// A code that was wrong `tries_max` times is worth nothing.
  virtual MailConfirmed confirm(std::string_view owner, std::string_view code, Time at,
                                std::uint64_t tries_max) = 0;
  /// Forgets address and letters.
  virtual void remove(std::string_view owner) = 0;
  virtual std::optional<MailAddress> address_with_leave(std::string_view token) = 0;
  /// Everybody with a confirmed address.
  virtual std::vector<std::string> confirmed_owners() = 0;

  virtual std::optional<MailPlace> place() = 0;
  /// Together: what was taken up stands once, however often the log is read from there.
  virtual void take_up(const std::vector<MailLetter>& letters, const MailPlace& place) = 0;
  /// Waiting and due, the first first.
  virtual std::vector<MailLetter> due(Time at, std::size_t limit) = 0;
  virtual std::optional<Time> next_due() = 0;
  /// It has gone, or nobody needs it any more.
  virtual void done(const MailLetter& letter) = 0;
  /// Tried in vain: `letter` says when it is tried again, or that it was given up, and why.
  virtual void keep(const MailLetter& letter) = 0;
  /// `why` for whose letters those are; "": the last one went.
  virtual void note_trouble(std::string_view owner, std::string_view why) = 0;
  /// What was given up is tried anew.
  virtual void try_again(Time at) = 0;
  virtual std::vector<MailLetter> unfinished(std::size_t limit) = 0;
  virtual std::size_t count(bool given_up) = 0;
};

/// Beside the Directory of that folder, in the same file.
std::unique_ptr<MailBook> open_mail_book(const std::string& directory);

}  // namespace roundtable::directory
