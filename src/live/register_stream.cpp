#include "live/register_stream.hpp"

#include "base/ensure.hpp"
#include "codec/entry_json.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live {
namespace {

/// What a change says is read by the registry.
struct RegisterFacts final : Facts {};

class RegisterChange final : public Change {
 public:
  bool empty() const override { return true; }
  void merge(const Change&) override {}
};

}  // namespace

// Who may is asked where the change is worked out: it depends on what stands in it.
std::variant<Decided, domain::Refusal> RegisterStream::decide(Submission& submission, Time,
                                                              const Head& newest) {
  const auto* change = std::get_if<domain::ChangeRegister>(&submission.command);
  ensure(change != nullptr && submission.prepared != nullptr, "a change of a register, encoded");
  // Somebody else was first: it is to be worked out anew.
  const bool moved = change->base && static_cast<std::uint64_t>(*change->base) != newest.version;
  if (moved) return domain::Refusal{domain::Code::server_busy, {}};
  Decided decided;
  decided.facts = std::make_shared<const RegisterFacts>();
  decided.payload = submission.prepared->payload;
  if (submission.prepared->content) {
    decided.content.push_back(log::make_content(*submission.prepared->content));
  }
  if (submission.prepared->number) decided.numbers.push_back(*submission.prepared->number);
  decided.next_key = submission.prepared->next_key;
  return decided;
}

Stored RegisterStream::read(std::string_view payload) const {
  return {std::make_shared<const RegisterFacts>(), codec::result_json(payload)};
}

std::unique_ptr<Change> RegisterStream::no_change() const {
  return std::make_unique<RegisterChange>();
}

Follower RegisterStream::admit(std::shared_ptr<const Subject> subject, bool) const {
  return {std::move(subject)};
}

}  // namespace roundtable::live
