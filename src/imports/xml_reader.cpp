#include "imports/xml_reader.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <memory>
#include <type_traits>
#include <vector>

#include "imports/limits.hpp"
#include "imports/unreadable.hpp"

namespace roundtable::imports {
namespace {

/// Between a namespace and a name; no namespace has it.
constexpr char kNameMark = '|';
constexpr std::size_t kXmlChunkBytes = 64 * 1024;

constexpr std::string_view kElementSpaces[] = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
};
constexpr std::string_view kOfficeRelations[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
};

template <std::size_t kSize>
bool is_in(const std::string_view (&spaces)[kSize], std::string_view space) {
  return std::find(std::begin(spaces), std::end(spaces), space) != std::end(spaces);
}

/// "" of another namespace.
std::string_view element_name(std::string_view qualified) {
  const auto mark = qualified.rfind(kNameMark);
  if (mark == qualified.npos) return "";
  return is_in(kElementSpaces, qualified.substr(0, mark)) ? qualified.substr(mark + 1) : "";
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

/// expat is C: what is thrown while it calls us waits until it has returned.
class Reading {
 public:
  Reading(std::string_view part, XmlListener& listener)
      : part_(part), listener_(listener), parser_(XML_ParserCreateNS(nullptr, kNameMark)) {
    if (!parser_) throw std::bad_alloc();
    auto* parser = parser_.get();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          of(self).guarded([&](Reading& reading) { reading.begin(name, attributes); });
        },
        [](void* self, const XML_Char*) {
          of(self).guarded([](Reading& reading) { reading.end(); });
        });
    XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* text, int length) {
      of(self).guarded([&](Reading& reading) {
        reading.listener_.text({text, static_cast<std::size_t>(length)});
      });
    });
    // Without a document type there are no entities of one's own, and nothing grows by them.
    XML_SetStartDoctypeDeclHandler(
        parser, [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
          of(self).guarded([](Reading& reading) { throw damaged(reading.part_); });
        });
  }

  void run(ByteSource& source) {
    std::size_t fed = 0;
    for (bool last = false; !last && !enough_;) {
      auto* room = XML_GetBuffer(parser_.get(), static_cast<int>(kXmlChunkBytes));
      if (room == nullptr) throw std::bad_alloc();
      const auto got = source.read(static_cast<char*>(room), kXmlChunkBytes);
      last = got == 0;
      const auto status = XML_ParseBuffer(parser_.get(), static_cast<int>(got), last ? 1 : 0);
      if (thrown_) std::rethrow_exception(thrown_);
      if (enough_) return;
      if (status != XML_STATUS_OK) throw damaged(part_);
      // What is no whole tag yet is looked through again with each piece that comes.
      fed += got;
      const auto read =
          static_cast<std::size_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser_.get())));
      if (fed > read + kXmlTokenBytesMax) throw too_large("token_bytes", kXmlTokenBytesMax);
    }
  }

 private:
  static Reading& of(void* self) { return *static_cast<Reading*>(self); }

  template <class Step>
  void guarded(Step step) {
    if (thrown_ || enough_) return;
    try {
      step(*this);
      enough_ = listener_.has_enough();
    } catch (...) {
      thrown_ = std::current_exception();
    }
    if (thrown_ || enough_) XML_StopParser(parser_.get(), XML_FALSE);
  }

  std::string_view parent() const {
    return names_.size() < 2 ? std::string_view() : std::string_view(names_[names_.size() - 2]);
  }

  void begin(const char* name, const char** attributes) {
    if (names_.size() == kXmlDepthMax) throw too_large("depth", kXmlDepthMax);
    names_.emplace_back(element_name(name));
    if (names_.back().empty()) return;
    listener_.begin(names_.back(), parent(), XmlAttributes(attributes));
  }

  void end() {
    if (!names_.back().empty()) listener_.end(names_.back(), parent());
    names_.pop_back();
  }

  std::string part_;
  XmlListener& listener_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser_;
  std::vector<std::string> names_;
  std::exception_ptr thrown_;
  bool enough_ = false;
};

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const auto** at = pairs_; *at != nullptr; at += 2) {
    const std::string_view known(at[0]);
    if (known == name) return std::string_view(at[1]);
    const auto mark = known.rfind(kNameMark);
    if (mark == known.npos || !name.starts_with("r:")) continue;
    if (known.substr(mark + 1) == name.substr(2) &&
        is_in(kOfficeRelations, known.substr(0, mark))) {
      return std::string_view(at[1]);
    }
  }
  return std::nullopt;
}

bool XmlAttributes::is_set(std::string_view name) const {
  const auto value = text(name);
  return value == "1" || value == "true";
}

void read_xml(ByteSource& source, std::string_view part, XmlListener& listener) {
  Reading(part, listener).run(source);
}

}  // namespace roundtable::imports
