// PostOffice: writes to households that asked for it when a meeting of theirs is called, changed or
// called off, a vote opens that lasts, or a result is published. It follows the log from a place of
// its own (a new one does not write about what was before it), takes up what is to be told together
// with that place, and tells each at least once: the Message-ID is the letter's key, so that who
// gets it twice knows. What is tried ten times in vain, over some three hours, or was refused for
// good, is given up until the server starts again, and an operator sees it.
//
// `step` on one thread at a time, by itself (`start`) or a test's; the rest from any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/env.hpp"
#include "codec/sources.hpp"
#include "directory/mail_book.hpp"
#include "live/registry.hpp"
#include "log/event_log.hpp"
#include "mail/carrier.hpp"
#include "mail/letters.hpp"
#include "records/template.hpp"
#include "views/lists.hpp"

namespace roundtable::mail {

inline constexpr std::uint64_t kLetterTriesMax = 10;
/// A letter that found no way for so long is no news any more.
inline constexpr std::int64_t kLetterDaysMax = 3;

struct PostOfficeServices {
  log::EventLog& log;
  directory::MailBook& book;
  const live::Registry& registry;
  const views::Lists& lists;
  const Clock& clock;
  Carrier& carrier;
  std::string templates;  // folder
  std::string from;       // the address that letters come from
  std::string base_url;
  /// Whether the lists have what that commit made; may wait a moment for it.
  std::function<bool(std::uint64_t number)> lists_have;
  /// Told of failures and of what is given up.
  std::function<void(std::string_view what, const std::string& detail)> report;
};

class PostOffice final : public log::Listener {
 public:
  explicit PostOffice(PostOfficeServices services);
  ~PostOffice() override;

  void start();
  void stop();
  /// There is a letter that does not come from the log.
  void wake();

  /// Does what can be done now. Returns when it is to be called next, if nothing happens before.
  std::optional<Time> step();

  /// At the end of the last step.
  std::size_t waiting() const { return waiting_; }
  std::size_t given_up() const { return given_up_; }

  void on_durable(const log::Delivery& delivery) override;

 private:
  void run(const std::stop_token& stop);
  void begin();
  void read_on();
  std::vector<directory::MailLetter> taken_from(const log::Entry& entry);
  std::vector<std::string> receivers_of(const MeetingId& meeting);
  void send();
  void try_to_send(const directory::MailLetter& letter);
  void send(const directory::MailLetter& letter);
  std::optional<LetterFacts> facts_of(const directory::MailLetter& letter, LetterKind kind);
  std::vector<domain::Event> events_of(const log::Entry& entry);
  void put_off(directory::MailLetter letter, const CarriedAs& carried);

  const PostOfficeServices services_;
  const records::Templates templates_;
  const codec::Sources sources_;
  bool begun_ = false;
  log::Place place_;
  std::uint64_t stored_ = 0;  // number of the place that the book keeps
  std::atomic<std::size_t> waiting_{0};
  std::atomic<std::size_t> given_up_{0};
  std::string failure_;  // the last that was reported

  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool news_ = false;
  std::jthread thread_;
};

}  // namespace roundtable::mail
