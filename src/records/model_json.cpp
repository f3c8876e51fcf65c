#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "codec/entry_json.hpp"
#include "records/model_fields.hpp"

namespace roundtable::records {
namespace {

using nlohmann::json;

constexpr int kModelForm = 1;      // grows where older models could no longer be read as they are
constexpr int kEnumNamesMax = 64;  // of one enumeration; `to_string` gives "" beyond its last

template <class T>
concept IdLike = requires(const T& value) {
  value.str();
};
template <class T>
concept WithFields = requires(json& visit, T& value) {
  fields(visit, value);
};

template <class K>
std::string key_text(const K& key) {
  if constexpr (std::is_enum_v<K>) {
    return std::string(to_string(key));
  } else if constexpr (IdLike<K>) {
    return key.str();
  } else {
    return key;
  }
}

template <class E>
E value_named(std::string_view text) {
  for (int i = 0; i < kEnumNamesMax; ++i) {
    const auto name = to_string(static_cast<E>(i));
    if (name.empty()) break;
    if (name == text) return static_cast<E>(i);
  }
  throw codec::DecodeFailure("a model says \"" + std::string(text) + "\"");
}

template <class K>
K key_from(const std::string& text) {
  if constexpr (std::is_enum_v<K>) {
    return value_named<K>(text);
  } else {
    return K(text);
  }
}

/// Rules and rolls stand once, under the hash that what was fixed goes by.
class ModelWriter {
 public:
  json whole(const Model& model) {
    auto out = object(model);
    out["v"] = kModelForm;
    out["rules"] = std::move(rules_);
    out["rolls"] = std::move(rolls_);
    return out;
  }

 private:
  struct All {
    ModelWriter& writer;
    json out = json::object();
    template <class T>
    void operator()(const char* name, const T& member) {
      out[name] = writer.value(member);
    }
    void counted_by(const domain::Ballot&, const domain::MethodUse&,
                    const std::vector<std::string>&) {}
  };

  template <class T>
  json all(const T& whole) {
    All visit{*this};
    fields(visit, const_cast<T&>(whole));  // named once for writer and reader; this one only reads
    return std::move(visit.out);
  }
  template <class T>
  json object(const T& whole) {
    static const json kUsual = ModelWriter().all(T{});
    auto out = all(whole);
    for (const auto& [name, usual] : kUsual.items()) {
      if (out.at(name) == usual) out.erase(name);
    }
    return out;
  }

  template <class T>
  json value(const T& from) {
    if constexpr (std::is_enum_v<T>) {
      return std::string(to_string(from));
    } else if constexpr (IdLike<T>) {
      return from.str();
    } else if constexpr (WithFields<T>) {
      return object(from);
    } else {
      return from;
    }
  }
  json value(const Time& from) { return from.micros; }
  json value(const Date& from) { return from == Date{} ? std::string() : to_iso(from); }
  json value(const Area& from) { return from.centi; }
  template <class T>
  json value(const std::optional<T>& from) {
    return from ? value(*from) : json(nullptr);
  }
  template <class T>
  json value(const std::vector<T>& from) {
    json out = json::array();
    for (const auto& part : from) out.push_back(value(part));
    return out;
  }
  template <class K, class T>
  json value(const std::map<K, T>& from) {
    json out = json::object();
    for (const auto& [key, part] : from) out[key_text(key)] = value(part);
    return out;
  }
  json value(const domain::FixedRule& from) { return fixed(from, rules_); }
  json value(const domain::FixedRoll& from) { return fixed(from, rolls_); }
  template <class T>
  json fixed(const domain::Fixed<T>& from, json& known) {
    if (from.value != nullptr) known[from.sha256] = object(*from.value);
    return from.sha256;
  }

  json rules_ = json::object();
  json rolls_ = json::object();
};

class ModelReader {
 public:
  explicit ModelReader(const json& whole) : whole_(whole) {}

  void whole(Model& out) {
    if (whole_.at("v") != kModelForm) throw codec::DecodeFailure("a model of another form");
    read(whole_, out);
  }

 private:
  struct Each {
    ModelReader& reader;
    const json& from;
    template <class T>
    void operator()(const char* name, T& member) {
      const auto found = from.find(name);
      if (found != from.end()) reader.read(*found, member);
    }
    void counted_by(domain::Ballot& ballot, const domain::MethodUse& method,
                    const std::vector<std::string>& plans) {
      if (ballot.rule.value == nullptr || domain::find_method(method) == nullptr) {
        throw codec::DecodeFailure("a model names a method that is not known");
      }
      ballot.count_by(method, plans);
      ballot.tally = {};  // read, not counted
    }
  };

  template <class T>
  void read(const json& from, T& out) {
    if constexpr (std::is_enum_v<T>) {
      out = value_named<T>(from.get<std::string>());
    } else if constexpr (IdLike<T>) {
      out = T(from.get<std::string>());
    } else if constexpr (WithFields<T>) {
      Each visit{*this, from};
      fields(visit, out);
    } else {
      out = from.get<T>();
    }
  }
  void read(const json& from, Time& out) { out.micros = from.get<std::int64_t>(); }
  void read(const json& from, Date& out) {
    const auto day = date_from_iso(from.get<std::string>());
    if (!day) throw codec::DecodeFailure("a model names a day that is none");
    out = *day;
  }
  void read(const json& from, Area& out) { out.centi = from.get<std::int64_t>(); }
  template <class T>
  void read(const json& from, std::optional<T>& out) {
    read(from, out.emplace(T{}));
  }
  template <class T>
  void read(const json& from, std::vector<T>& out) {
    for (const auto& part : from) read(part, out.emplace_back());
  }
  template <class K, class T>
  void read(const json& from, std::map<K, T>& out) {
    for (const auto& [name, part] : from.items()) {
      const auto key = key_from<K>(name);
      auto& value = out[key];
      if constexpr (requires { value.id = K(key); }) value.id = key;
      read(part, value);
    }
  }
  void read(const json& from, domain::FixedRule& out) { fixed(from, "rules", known_rules_, out); }
  void read(const json& from, domain::FixedRoll& out) { fixed(from, "rolls", known_rolls_, out); }
  template <class T>
  void fixed(const json& from, const char* where,
             std::map<std::string, std::shared_ptr<const T>>& known, domain::Fixed<T>& out) {
    out.sha256 = from.get<std::string>();
    auto& value = known[out.sha256];
    if (value == nullptr) {
      T fresh;
      read(whole_.at(where).at(out.sha256), fresh);
      value = std::make_shared<const T>(std::move(fresh));
    }
    out.value = value;
  }

  const json& whole_;
  std::map<std::string, std::shared_ptr<const domain::Rule>> known_rules_;
  std::map<std::string, std::shared_ptr<const domain::RollSnapshot>> known_rolls_;
};

}  // namespace

std::string write_model(const Model& model) {
  return ModelWriter().whole(model).dump();
}

Model read_model(std::string_view bytes) {
  try {
    const auto whole = json::parse(bytes);
    Model out;
    ModelReader(whole).whole(out);
    return out;
  } catch (const json::exception& problem) {
    throw codec::DecodeFailure(std::string("a record model: ") + problem.what());
  }
}

}  // namespace roundtable::records
