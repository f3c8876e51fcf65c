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
#include "live/tally.hpp"
#include "net/handlers.hpp"

namespace roundtable::http {

/// Requests of one address that wait for workers or are with them. 300 phones that open a page at
/// once ask for that many pages, and each for little more before it has its own.
inline constexpr std::size_t kOwedToAnAddressMax = 500;
inline constexpr std::size_t kOwedToASiteMax = 800;

class Routes final : public net::HttpHandler {
 public:
  explicit Routes(Services services) : services_(std::move(services)) {}
  void on_request(net::HttpRequest request, std::size_t shard, net::Respond respond) override;
  std::optional<net::HttpResponse> refusal(const net::HttpRequest& head) const override;
  std::optional<std::size_t> body_bytes_max(const net::HttpRequest& head) const override;

 private:
  live::Workers& workers_of(Lane lane) const;
  /// False where too much waits, of all or of that address.
  bool run(Lane lane, const std::string& remote, std::function<void()> task) const;
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
  mutable live::AddressTally owed_{kOwedToAnAddressMax, kOwedToASiteMax};
};

}  // namespace roundtable::http
