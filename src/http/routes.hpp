// Routes: everything that is fetched over HTTP. Finds the route of a request in the one table,
// holds the request against it - origin, type, who may, key, body - and hands it to its handler, on
// the shard or on a worker. What goes wrong is answered and logged here, once. What no route names
// and is read are the pages and files of the web client.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/call.hpp"
#include "http/route.hpp"
#include "http/services.hpp"
#include "net/handlers.hpp"

namespace roundtable::http {

class Routes final : public net::HttpHandler {
 public:
  explicit Routes(Services services) : services_(std::move(services)) {}
  void on_request(net::HttpRequest request, std::size_t shard, net::Respond respond) override;
  std::optional<std::size_t> body_bytes_max(const net::HttpRequest& head) const override;

 private:
  void send(const Route* route, const net::Respond& respond, Answer answer) const;
  Answer answer(const Route& route, const net::HttpRequest& request,
                std::vector<std::string> ids) const;
  Answer failed(const Route& route, std::string_view cause, bool of_the_log) const;
  Answer tried(const Route& route, const net::HttpRequest& request,
               const std::vector<std::string>& ids) const;
  Answer sure(const std::function<Answer()>& ask) const;
  std::optional<std::string> too_early(const net::HttpRequest& request) const;
  void say_place(Answer& answer) const;
  std::optional<std::string> kept_out(const Route& route, Call& call) const;
  bool may_operate(const net::HttpRequest& request) const;
  void open_page(net::HttpRequest request, const net::Respond& respond) const;
  void tell(std::string_view method, std::string_view route, std::string_view cause) const;

  Services services_;
};

}  // namespace roundtable::http
