// HttpClient: one connection that stays open, one request after another (HTTP/1.1, answers with a
// content-length). No library, so that what is measured is the server.
#pragma once

#include <cstdint>
#include <string>

namespace roundtable::bench {

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// The body of a 200; throws std::runtime_error for any other answer.
  std::string get(const std::string& target);
  /// The same, with a JSON body. `key`: of the request, so that it may be sent again.
  std::string post(const std::string& target, const std::string& cookie, const std::string& key,
                   const std::string& body);

 private:
  std::string ask(const std::string& target, const std::string& request);
  void read_more();

  int descriptor_ = -1;
  std::string unread_;
};

}  // namespace roundtable::bench
