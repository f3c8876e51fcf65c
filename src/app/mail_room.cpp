#include "app/mail_room.hpp"

#include <fstream>
#include <stdexcept>

#include "mail/address.hpp"

namespace roundtable::app {
namespace {

/// The first line: editors end it with a line break.
std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line) || line.empty()) {
    throw std::runtime_error("smtp_password_file: " + path + " cannot be read, or is empty");
  }
  return line;
}

const std::string& with_address(const std::string& base_url) {
  if (!base_url.empty()) return base_url;
  throw std::runtime_error("letters lead back here: with smtp_url say base_url too");
}

}  // namespace

mail::SmtpServer smtp_server(const MailOptions& options) {
  mail::SmtpServer server;
  server.url = options.url;
  server.user = options.user;
  const auto from = mail::email_from(options.from);
  if (!from) throw std::runtime_error("with smtp_url say smtp_from, an address of e-mail");
  server.from = *from;
  server.needs_tls = options.needs_tls;
  if (!options.user.empty() && options.password_file.empty()) {
    throw std::runtime_error("with smtp_user say smtp_password_file");
  }
  if (!options.password_file.empty()) server.password = first_line(options.password_file);
  return server;
}

MailRoom::MailRoom(const mail::SmtpServer& server, const MailRoomServices& services)
    : book_(directory::open_mail_book(services.data)),
      carrier_(mail::smtp_carrier(server)),
      office_({services.log, *book_, services.registry, services.lists, services.clock, *carrier_,
               services.templates + "/mail", server.from, with_address(services.base_url),
               services.lists_have, services.report}),
      subscriptions_(*book_, services.clock, services.randomness, [this] { office_.wake(); }) {}

}  // namespace roundtable::app
