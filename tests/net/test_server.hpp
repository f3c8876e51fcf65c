// TestServer: a server on a free port whose handlers are functions a test can set before it starts
// talking. The default echoes messages, grants every upgrade and answers every request with its
// path.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/handlers.hpp"

namespace roundtable::net::test {

inline HttpResponse text_response(unsigned status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.headers = {{"Content-Type", "text/plain"}};
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

class TestServer final : public HttpHandler, public WsHandler {
 public:
  using UpgradeAnswer = std::function<void(std::variant<Upgrade, HttpResponse>)>;

  std::function<void(HttpRequest, Respond)> request = [](HttpRequest asked, Respond respond) {
    respond(text_response(200, asked.path));
  };
  std::function<std::optional<std::size_t>(const HttpRequest&)> body_limit =
      [](const HttpRequest&) { return std::nullopt; };
  std::function<std::optional<HttpResponse>(const HttpRequest&)> refused = [](const HttpRequest&) {
    return std::nullopt;
  };
  std::function<void(const HttpRequest&, UpgradeAnswer)> upgrade =
      [](const HttpRequest&, UpgradeAnswer answer) { answer(Upgrade{}); };
  std::function<void(live::Outlet&)> open = [](live::Outlet&) {};
  std::function<void(live::Outlet&, std::string&, bool)> message =
      [](live::Outlet& socket, std::string& text, bool is_text) {
        socket.send(is_text ? live::text_frame(text) : live::binary_frame(text));
      };
  std::function<void(live::Outlet&)> drained = [](live::Outlet&) {};
  std::function<void(live::Outlet&)> closed = [](live::Outlet&) {};

  explicit TestServer(ServerOptions options = {}) : options_(std::move(options)) {}
  ~TestServer() override {
    if (server_) server_->shut_down(std::chrono::seconds(0));
  }

  void start() { server_ = start_server(options_, *this, *this); }
  Server& server() { return *server_; }
  std::uint16_t port() const { return server_->port(); }
  /// Runs `task` on shard 0 and waits for it.
  void on_shard(const std::function<void()>& task) {
    std::promise<void> done;
    server_->post(0, [&] {
      try {
        task();
        done.set_value();
      } catch (...) {
        done.set_exception(std::current_exception());
      }
    });
    done.get_future().get();
  }
  /// A client may see its 101 before the server has called `on_open`.
  void wait_for_sockets(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return sockets_.size() == count; });
  }
  /// Open sockets; look at it on shard 0 of a server with one shard.
  std::vector<live::Outlet*>& sockets() { return sockets_; }

  void on_request(HttpRequest asked, std::size_t, Respond respond) override {
    request(std::move(asked), std::move(respond));
  }
  std::optional<HttpResponse> refusal(const HttpRequest& head) const override {
    return refused(head);
  }
  std::optional<std::size_t> body_bytes_max(const HttpRequest& head) const override {
    return body_limit(head);
  }
  void on_upgrade(const HttpRequest& asked, std::size_t, UpgradeAnswer answer) override {
    upgrade(asked, std::move(answer));
  }
  void on_open(live::Outlet& socket, const std::shared_ptr<void>&, std::size_t) override {
    {
      const std::lock_guard lock(mutex_);
      sockets_.push_back(&socket);
      changed_.notify_all();
    }
    open(socket);
  }
  void on_message(live::Outlet& socket, const std::shared_ptr<void>&, std::string& text,
                  bool is_text) override {
    message(socket, text, is_text);
  }
  void on_drained(live::Outlet& socket, const std::shared_ptr<void>&) override { drained(socket); }
  void on_close(live::Outlet& socket, const std::shared_ptr<void>&) override {
    {
      const std::lock_guard lock(mutex_);
      std::erase(sockets_, &socket);
      changed_.notify_all();
    }
    closed(socket);
  }

 private:
  ServerOptions options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<live::Outlet*> sockets_;
  std::unique_ptr<Server> server_;
};

}  // namespace roundtable::net::test
