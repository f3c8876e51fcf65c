// Carrier: takes one letter to the server that brings it further, by SMTP (libcurl).
#pragma once

#include <memory>
#include <string>

namespace roundtable::mail {

enum class Carried {
  taken,    // the server answers for it from now on
  not_now,  // another time may be better
  refused,  // the server said that this address or this letter will never do
};

struct CarriedAs {
  Carried how = Carried::not_now;
  std::string why;  // in a sentence; "" where it was taken
};

class Carrier {
 public:
  virtual ~Carrier() = default;
  /// Waits for the server, a minute at most. One thread at a time.
  virtual CarriedAs carry(const std::string& to, const std::string& message) = 0;
};

struct SmtpServer {
  std::string url;   // smtp://HOST:PORT, or smtps:// where it speaks TLS from the beginning
  std::string user;  // "": it asks for none
  std::string password;
  std::string from;  // the address that letters come from
  /// STARTTLS is asked of smtp:// and nothing is sent without it; false for a server of one's own
  /// network that has none. Never needed by one on this machine.
  bool needs_tls = true;
};

std::unique_ptr<Carrier> smtp_carrier(const SmtpServer& server);

}  // namespace roundtable::mail
