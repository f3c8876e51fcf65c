// `roundtable mail`: the letters that have not gone yet, also beside a running server, and one to
// try the settings with.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/mail_room.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/run.hpp"
#include "mail/address.hpp"
#include "mail/message.hpp"

namespace roundtable::cli {
namespace {

constexpr std::size_t kListedLettersMax = 10'000;

// By whose they are and not where they go: addresses are nobody's business on a screen.
int list_letters(const std::string& data) {
  const DataFolder folder(data);  // a mistyped path makes no new one
  const auto letters = directory::open_mail_book(data)->unfinished(kListedLettersMax);
  std::size_t given_up = 0;
  for (const auto& letter : letters) {
    given_up += letter.given_up ? 1 : 0;
    std::printf("%s  %s  %s  about %s  for %s  tries %llu  %s\n",
                letter.given_up ? "GIVEN UP" : "waiting ", letter.key.c_str(), letter.kind.c_str(),
                letter.stream.empty() ? "-" : letter.stream.c_str(), letter.owner.c_str(),
                static_cast<unsigned long long>(letter.tries), letter.why.c_str());
  }
  std::printf("%zu waiting, %zu given up\n", letters.size() - given_up, given_up);
  return given_up == 0 ? 0 : 2;
}

int try_out(const ops::Settings& settings, const std::string& to) {
  const auto address = mail::email_from(to);
  if (!address) throw std::runtime_error(to + " is no address of e-mail");
  if (settings.smtp_url.empty()) throw std::runtime_error("there is no smtp_url in the settings");
  const auto server =
      app::smtp_server({settings.smtp_url, settings.smtp_user, settings.smtp_password_file,
                        settings.smtp_from, settings.smtp_tls});
  mail::Message message;
  message.from = server.from;
  message.from_name = "圆桌 Roundtable";
  message.to = *address;
  message.subject = "圆桌试发 / Roundtable: a test";
  message.text = "收到这封信，说明邮件已经能发了。\nIf you read this, letters go out.\n";
  message.id = random_id(system_randomness());
  message.at = system_clock().now();
  const auto carried = mail::smtp_carrier(server)->carry(*address, mail::written(message));
  if (carried.how == mail::Carried::taken) {
    std::printf("%s has taken the letter.\n", server.url.c_str());
    return 0;
  }
  std::fprintf(stderr, "roundtable: %s did not take it: %s\n", server.url.c_str(),
               carried.why.c_str());
  return 1;
}

}  // namespace

void add_mail(CLI::App& program, int& exit_code) {
  auto* command = program.add_subcommand(
      "mail", "List the letters that have not gone yet, or send one to try the settings");
  auto flags = std::make_shared<SettingFlags>(*command);
  auto to = std::make_shared<std::string>();
  command->add_option("--test-to", *to, "Send a letter to this address now, and nothing else");
  command->footer(
      "Example: roundtable mail --config /etc/roundtable.conf --test-to me@example.org\n"
      "What was tried ten times in vain or refused is given up until the server starts anew. Exit "
      "code 0: nothing was given up, 2: something was.");
  command->callback([flags, to, &exit_code] {
    const auto settings = flags->settings();
    exit_code = to->empty() ? list_letters(settings.data) : try_out(settings, *to);
  });
}

}  // namespace roundtable::cli
