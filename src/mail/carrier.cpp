#include "mail/carrier.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace roundtable::mail {
namespace {

constexpr long kConnectSeconds = 15;
constexpr long kWholeSeconds = 60;
constexpr long kRefusedFrom = 500;  // RFC 5321, 4.2.1: 5yz says never
/// "Authentication required", "credentials invalid": our own settings, not the letter.
constexpr std::array<long, 3> kOurMistakes{530, 534, 535};

struct Reading {
  std::string_view left;
};

std::size_t read_some(char* into, std::size_t size, std::size_t count, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  const auto bytes = std::min(size * count, reading.left.size());
  std::memcpy(into, reading.left.data(), bytes);
  reading.left.remove_prefix(bytes);
  return bytes;
}

bool is_on_this_machine(std::string_view url) {
  const auto rest = url.substr(url.find("//") + 2);
  return rest.starts_with("127.0.0.1") || rest.starts_with("localhost") ||
         rest.starts_with("[::1]");
}

class SmtpCarrier final : public Carrier {
 public:
  explicit SmtpCarrier(const SmtpServer& server)
      : server_(server), curl_(curl_easy_init(), &curl_easy_cleanup) {
    if (!curl_) throw std::runtime_error("libcurl cannot be used");
  }

  CarriedAs carry(const std::string& to, const std::string& message) override {
    Reading reading{message};
    std::array<char, CURL_ERROR_SIZE> words{};
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> receivers(
        curl_slist_append(nullptr, ("<" + to + ">").c_str()), &curl_slist_free_all);
    if (!receivers) throw std::bad_alloc();
    set_server();
    curl_easy_setopt(curl_.get(), CURLOPT_MAIL_RCPT, receivers.get());
    curl_easy_setopt(curl_.get(), CURLOPT_READFUNCTION, &read_some);
    curl_easy_setopt(curl_.get(), CURLOPT_READDATA, &reading);
    curl_easy_setopt(curl_.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl_.get(), CURLOPT_ERRORBUFFER, words.data());
    const auto result = curl_easy_perform(curl_.get());
    long status = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
    // Connections stay open for the next letter; what was set for this one goes.
    curl_easy_reset(curl_.get());
    if (result == CURLE_OK) return {Carried::taken, ""};
    std::string why = words[0] != '\0' ? words.data() : curl_easy_strerror(result);
    const bool ours =
        result == CURLE_LOGIN_DENIED ||
        std::find(kOurMistakes.begin(), kOurMistakes.end(), status) != kOurMistakes.end();
    if (status >= kRefusedFrom && !ours) return {Carried::refused, std::move(why)};
    return {Carried::not_now, std::move(why)};
  }

 private:
  void set_server() {
    auto* curl = curl_.get();
    curl_easy_setopt(curl, CURLOPT_URL, server_.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + server_.from + ">").c_str());
    const bool tls = server_.needs_tls && !is_on_this_machine(server_.url);
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     static_cast<long>(tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (!server_.user.empty()) {
      curl_easy_setopt(curl, CURLOPT_USERNAME, server_.user.c_str());
      curl_easy_setopt(curl, CURLOPT_PASSWORD, server_.password.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, kWholeSeconds);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  }

  const SmtpServer server_;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_;
};

}  // namespace

std::unique_ptr<Carrier> smtp_carrier(const SmtpServer& server) {
  return std::make_unique<SmtpCarrier>(server);
}

}  // namespace roundtable::mail
