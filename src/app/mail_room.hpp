// MailRoom: everything that letters need, where the operator has said by which server they go.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "mail/carrier.hpp"
#include "mail/post_office.hpp"
#include "mail/subscriptions.hpp"

namespace roundtable::app {

/// Settings of docs/configuration.md.
struct MailOptions {
  std::string url;  // "": no letters
  std::string user;
  std::string password_file;
  std::string from;
  bool needs_tls = true;
};

/// Reads the password. Throws std::runtime_error that says what is missing or wrong.
mail::SmtpServer smtp_server(const MailOptions& options);

struct MailRoomServices {
  log::EventLog& log;
  const live::Registry& registry;
  const views::Lists& lists;
  const Clock& clock;
  Randomness& randomness;
  std::string data;       // folder
  std::string templates;  // folder
  std::string base_url;
  std::function<bool(std::uint64_t)> lists_have;
  std::function<void(std::string_view what, const std::string& detail)> report;
};

class MailRoom {
 public:
  MailRoom(const mail::SmtpServer& server, const MailRoomServices& services);

  mail::Subscriptions& subscriptions() { return subscriptions_; }
  mail::PostOffice& office() { return office_; }

 private:
  std::unique_ptr<directory::MailBook> book_;
  std::unique_ptr<mail::Carrier> carrier_;
  mail::PostOffice office_;
  mail::Subscriptions subscriptions_;
};

}  // namespace roundtable::app
