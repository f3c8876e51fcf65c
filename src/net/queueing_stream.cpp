#include "net/queueing_stream.hpp"

namespace roundtable::net {

void QueueingSocket::close_socket() {
  beast::error_code ignored;  // whatever it says, the descriptor is gone
  socket_.close(ignored);
}

void QueueingSocket::after_push(Outbox::Pushed pushed) {
  switch (pushed) {
    case Outbox::Pushed::waits:
      wait_writable();
      break;
    case Outbox::Pushed::broken:
      on_queue_broken();
      break;
    case Outbox::Pushed::sent:
    case Outbox::Pushed::overflow:
    case Outbox::Pushed::ignored:
      break;
  }
}

void QueueingSocket::forget_waiting() {
  outbox_.forget_waiting();
  end_control_write({});
}

void QueueingSocket::end_control_write(const beast::error_code& error) {
  if (!pending_) return;
  const std::unique_ptr<PendingWrite> ending = std::move(pending_);
  ending->end(error);
}

void QueueingSocket::wait_writable() {
  if (waits_writable_) return;
  waits_writable_ = true;
  socket_.async_wait(
      asio::socket_base::wait_write,
      [this, alive = keep_alive()](const beast::error_code& error) { on_writable(error); });
}

void QueueingSocket::on_writable(const beast::error_code& error) {
  waits_writable_ = false;
  if (error) return on_queue_broken();
  const std::size_t before = outbox_.bytes();
  const Outbox::Flushed flushed = outbox_.flush();
  if (outbox_.bytes() != before) heard_ = shard_.now();  // it reads, so it is there
  if (pending_ && outbox_.passed(pending_mark_)) end_control_write({});
  switch (flushed) {
    case Outbox::Flushed::drained:
      on_queue_drained();
      break;
    case Outbox::Flushed::blocked:
      wait_writable();
      break;
    case Outbox::Flushed::broken:
      on_queue_broken();
      break;
  }
}

}  // namespace roundtable::net
