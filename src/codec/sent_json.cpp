#include "codec/sent_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/ids.hpp"
#include "base/plain_text.hpp"

namespace roundtable::codec {
namespace {

using domain::describe::Form;
using domain::describe::Kind;
using domain::describe::Member;
using domain::describe::Plain;
using domain::describe::Presence;
using nlohmann::json;

/// Why a value is none of its kind; null where it is.
using Why = const char*;
using Texts = std::vector<std::string>;
using MaybeFault = std::optional<Fault>;

/// Beyond int64 nlohmann reads an unsigned number or a float.
Why number_sent(const json& sent, std::int64_t& number) {
  if (!sent.is_number_integer()) return "wrong_kind";
  if (sent.is_number_unsigned() && sent.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
    return "out_of_range";
  }
  number = sent.get<std::int64_t>();
  return nullptr;
}

/// Of a client a whole number of at least zero; the rules know how much is too much.
Why number_sent(const Member& member, const json& sent, Sender sender, Plain& value) {
  std::int64_t number = 0;
  if (const auto why = number_sent(sent, number)) return why;
  const bool too_little = number < (sender == Sender::file ? member.least : 0);
  if (too_little || (sender == Sender::file && number > member.most)) return "out_of_range";
  value = number;
  return nullptr;
}

bool is_id_kind(Kind kind) {
  return kind == Kind::id || kind == Kind::own_head || kind == Kind::id_or_truth;
}

Why text_sent(const Member& member, const json& sent, Sender sender, Plain& value) {
  if (!sent.is_string()) return "wrong_kind";
  const auto& text = sent.get_ref<const std::string&>();
  if (sender == Sender::file) {
    if (text.empty()) return "empty";
    if (member.bound != 0 && text.size() > member.bound) return "too_long";
  }
  if (is_id_kind(member.kind) && !is_id(text)) return "bad_id";
  // What shows nothing says nothing: left out where it may be, and refused where it is needed.
  const bool is_blank = sender == Sender::client && without_blank_ends(text).empty();
  value = is_blank ? std::string() : text;
  return nullptr;
}

Why plain_sent(const Member& member, const json& sent, Sender sender, Plain& value) {
  switch (form_of(member.kind)) {
    case Form::number:
      return number_sent(member, sent, sender, value);
    case Form::truth:
      if (!sent.is_boolean()) return "wrong_kind";
      value = sent.get<bool>();
      return nullptr;
    case Form::text:
    case Form::list:
    case Form::own:
      break;
  }
  return text_sent(member, sent, sender, value);
}

Why value_sent(const Member& member, const json& sent, Sender sender, void* whole) {
  Plain value;
  if (const auto why = plain_sent(member, sent, sender, value)) return why;
  if (member.set(whole, std::move(value))) return nullptr;
  return member.kind == Kind::day ? "bad_date" : "unknown_value";
}

Why list_sent(const json& sent, std::size_t most, Sender sender) {
  if (!sent.is_array()) return "wrong_kind";
  if (sender == Sender::file && sent.empty()) return "wrong_kind";
  return most != 0 && sent.size() > most ? "too_many" : nullptr;
}

Why element_sent(const Member& member, const json& sent, const Texts& before) {
  const auto text = sent.is_string() ? sent.get<std::string>() : std::string();
  if (member.each == Kind::id && !is_id(text)) return "bad_id";
  if (member.each == Kind::choice) {
    const auto names = member.names();
    if (std::find(names.begin(), names.end(), text) == names.end()) return "unknown_value";
  }
  if (!sent.is_string()) return "wrong_kind";
  const bool twice = std::find(before.begin(), before.end(), text) != before.end();
  return member.once && twice ? "repeated" : nullptr;
}

class SentObject {
 public:
  SentObject(const json& object, std::string prefix, Sender sender)
      : object_(object), prefix_(std::move(prefix)), sender_(sender) {}

  MaybeFault read(const Members& members, void* whole) const {
    for (const auto& member : members) {
      if (auto wrong = read_one(member, whole)) return wrong;
    }
    return std::nullopt;
  }
  MaybeFault refuse_unknown(const Members& members, const void* whole,
                            std::string_view read_already) const {
    for (const auto& [key, value] : object_.items()) {
      const bool is_read = !read_already.empty() && key == read_already;
      if (!is_read && !knows(members, whole, key)) return fault(key, "unknown");
    }
    return std::nullopt;
  }

 private:
  static bool applies(const Member& member, const void* whole) {
    return member.presence != Presence::unsent &&
           (member.applies == nullptr || member.applies(whole));
  }
  static bool knows(const Members& members, const void* whole, const std::string& key) {
    return std::any_of(members.begin(), members.end(), [&](const Member& member) {
      if (!applies(member, whole)) return false;
      if (member.kind == Kind::part) return knows(member.parts(), inside(member, whole), key);
      return member.name == key || (!member.instead.empty() && member.instead == key);
    });
  }
  Fault fault(std::string_view field, std::string why, const Member* member = nullptr) const {
    return {prefix_ + std::string(field), std::move(why), member};
  }

  MaybeFault read_one(const Member& member, void* whole) const {
    if (!applies(member, whole)) return std::nullopt;
    if (member.kind == Kind::part) return read(member.parts(), inside(member, whole));
    if (member.kind == Kind::id_or_truth) return read_id_or_truth(member, whole);
    const auto found = object_.find(member.name);
    if (found == object_.end()) {
      if (member.presence == Presence::optional) return std::nullopt;
      return fault(member.name, "missing", &member);
    }
    return read_found(member, *found, whole);
  }
  MaybeFault read_found(const Member& member, const json& sent, void* whole) const {
    if (member.kind == Kind::object) {
      return read_object(member, sent, inside(member, whole), std::string(member.name));
    }
    if (member.kind == Kind::objects) return read_objects(member, sent, whole);
    if (member.kind == Kind::texts) return read_texts(member, sent, whole);
    if (member.kind == Kind::numbers) return read_numbers(member, sent, whole);
    if (const auto why = value_sent(member, sent, sender_, whole)) {
      return fault(member.name, why, &member);
    }
    return std::nullopt;
  }
  MaybeFault read_object(const Member& member, const json& sent, void* object,
                         const std::string& path) const {
    if (!sent.is_object()) return fault(path, "wrong_kind");
    const SentObject inner(sent, prefix_ + path + ".", sender_);
    if (auto wrong = inner.read(member.parts(), object)) return wrong;
    if (member.check != nullptr) {
      if (auto wrong = member.check(object)) return inner.fault(wrong->field, wrong->why);
    }
    return inner.refuse_unknown(member.parts(), object, {});
  }
  MaybeFault read_objects(const Member& member, const json& sent, void* whole) const {
    if (const auto why = list_sent(sent, member.bound, sender_)) {
      return fault(member.name, why, &member);
    }
    member.clear(whole);
    for (std::size_t i = 0; i < sent.size(); ++i) {
      auto wrong = read_object(member, sent[i], member.add(whole, ""), element(member, i));
      if (wrong) return wrong;
    }
    return std::nullopt;
  }
  MaybeFault read_texts(const Member& member, const json& sent, void* whole) const {
    if (const auto why = list_sent(sent, member.listed, sender_)) {
      return fault(member.name, why, &member);
    }
    Texts texts;
    for (std::size_t i = 0; i < sent.size(); ++i) {
      if (const auto why = element_sent(member, sent[i], texts)) {
        const bool of_a_file = sender_ == Sender::file;
        return fault(of_a_file ? element(member, i) : std::string(member.name), why, &member);
      }
      texts.push_back(sent[i].get<std::string>());
    }
    member.set(whole, std::move(texts));
    return std::nullopt;
  }
  MaybeFault read_numbers(const Member& member, const json& sent, void* whole) const {
    if (!sent.is_object()) return fault(member.name, "wrong_kind", &member);
    auto& numbers =
        *static_cast<std::vector<std::pair<std::string, std::int64_t>>*>(inside(member, whole));
    for (const auto& [name, number] : sent.items()) {
      auto& named = numbers.emplace_back(name, 0);
      if (const auto why = number_sent(number, named.second)) {
        return fault(std::string(member.name) + "." + name, why, &member);
      }
    }
    return std::nullopt;
  }
  MaybeFault read_id_or_truth(const Member& member, void* whole) const {
    const auto truth = object_.find(member.instead);
    if (truth != object_.end() && !truth->is_boolean()) {
      return fault(member.instead, "wrong_kind", &member);
    }
    const bool holds = truth != object_.end() && truth->get<bool>();
    const auto found = object_.find(member.name);
    if (found == object_.end()) {
      return holds ? std::nullopt : MaybeFault(fault(member.name, "missing", &member));
    }
    if (const auto why = value_sent(member, *found, sender_, whole)) {
      return fault(member.name, why, &member);
    }
    return holds ? MaybeFault(fault(member.name, "not_allowed", &member)) : std::nullopt;
  }
  static std::string element(const Member& member, std::size_t index) {
    return std::string(member.name) + "." + std::to_string(index);
  }

  const json& object_;
  std::string prefix_;
  Sender sender_;
};

}  // namespace

std::optional<Fault> read_sent(const json& sent, const Members& members, void* whole, Sender sender,
                               std::string_view read_already) {
  if (!sent.is_object()) return Fault{"", "wrong_kind", nullptr};
  const SentObject object(sent, "", sender);
  if (auto wrong = object.read(members, whole)) return wrong;
  return object.refuse_unknown(members, whole, read_already);
}

}  // namespace roundtable::codec
